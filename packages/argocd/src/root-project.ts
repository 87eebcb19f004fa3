import type { Settings } from '@wildermesser/emit';
import { type AppProject, appProject } from '@wildermesser/manifest/argoproj/v1alpha1';
import { kept } from './kept.ts';

/** The name of the root Application and of its project. */
export const rootName = 'platform';

/**
 * The project of the root Application. It may write what describes deployments and nothing that is deployed:
 * Applications, projects and Argo CD's own ConfigMap, in Argo CD's own namespace.
 */
export const rootProject = ({ argocdNamespace, cluster, repository }: Settings): AppProject =>
  appProject({
    metadata: { name: rootName, namespace: argocdNamespace, annotations: kept },
    spec: {
      description: 'The Applications of the platform, and nothing that they deploy',
      sourceRepos: [repository],
      destinations: [{ server: cluster, namespace: argocdNamespace }],
      // Left out, clusterResourceWhitelist allows no cluster-scoped kind at all.
      namespaceResourceWhitelist: [
        { group: '', kind: 'ConfigMap' },
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind: 'Application' },
      ],
    },
  });
