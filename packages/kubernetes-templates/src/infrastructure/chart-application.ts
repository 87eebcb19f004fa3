import type { Settings } from '@wildermesser/emit';
import type { Manifest } from '@wildermesser/manifest';
import { application } from '@wildermesser/manifest/argoproj/v1alpha1';
import { confirmedDeletion } from '@wildermesser/manifest/workload';
import { chartsProject } from './charts-project.ts';

/** A chart that somebody else publishes, at one version, and what is set of its values. */
export interface ThirdPartyChart {
  /** Name of the release, the namespace and the Application. */
  readonly name: string;
  /** Helm repository. */
  readonly repository: string;
  readonly chart: string;
  /** One version, never a range. */
  readonly version: string;
  /** Sync wave among the objects of the component. */
  readonly wave: number;
  readonly values: object;
}

/** The Argo CD Application that installs a chart and keeps it as it is declared. */
export const chartApplication = (
  { name, repository, chart, version, wave, values }: ThirdPartyChart,
  { argocdNamespace, cluster }: Settings,
): Manifest =>
  application({
    metadata: {
      name,
      namespace: argocdNamespace,
      annotations: { ...confirmedDeletion, 'argocd.argoproj.io/sync-wave': String(wave) },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: chartsProject,
      source: {
        repoURL: repository,
        chart,
        targetRevision: version,
        helm: { releaseName: name, valuesObject: Object.fromEntries(Object.entries(values)) },
      },
      destination: { server: cluster, namespace: name },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m0s' } },
        // Definitions of custom resources are too large for the annotation of a client-side apply.
        syncOptions: ['FailOnSharedResource=true', 'PruneLast=true', 'ServerSideApply=true'],
      },
    },
  });
