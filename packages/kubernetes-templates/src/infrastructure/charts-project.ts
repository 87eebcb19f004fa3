import type { Settings } from '@wildermesser/emit';
import type { Manifest } from '@wildermesser/manifest';
import { appProject } from '@wildermesser/manifest/argoproj/v1alpha1';
import { confirmedDeletion } from '@wildermesser/manifest/workload';
import type { ThirdPartyChart } from './chart-application.ts';

/** The AppProject of the third-party charts. */
export const chartsProject = 'kubernetes-templates-charts';

/** Kinds outside of namespaces that the charts have, by group. */
const clusterKinds: Readonly<Record<string, readonly string[]>> = {
  'admissionregistration.k8s.io': ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'networking.k8s.io': ['IngressClass'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
};

/** Kinds within the namespaces that the charts have, by group. */
const namespacedKinds: Readonly<Record<string, readonly string[]>> = {
  '': ['ConfigMap', 'PersistentVolumeClaim', 'Secret', 'Service', 'ServiceAccount'],
  apps: ['Deployment', 'StatefulSet'],
  batch: ['Job'],
  'networking.k8s.io': ['Ingress'],
  policy: ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
};

const listed = (kinds: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(kinds).flatMap(([group, names]) => names.map((kind) => ({ group, kind })));

/** What the third-party charts may do: their repositories, their namespaces, and no kind that they do not have. */
export const chartsAppProject = (
  charts: readonly ThirdPartyChart[],
  { argocdNamespace, cluster }: Settings,
): Manifest =>
  appProject({
    metadata: {
      name: chartsProject,
      namespace: argocdNamespace,
      annotations: { ...confirmedDeletion, 'argocd.argoproj.io/sync-wave': '-1' },
    },
    spec: {
      description: 'Charts of other people that the shop needs: ingress, certificates, registries',
      sourceRepos: charts.map(({ repository }) => repository),
      destinations: charts.map(({ name }) => ({ server: cluster, namespace: name })),
      clusterResourceWhitelist: listed(clusterKinds),
      namespaceResourceWhitelist: listed(namespacedKinds),
    },
  });
