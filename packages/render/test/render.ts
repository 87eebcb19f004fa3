import { type ApplicationSource, type Rendered, renderDirectory } from '../src/index.ts';

const clusterScoped = new Set([
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'Namespace',
  'PersistentVolume',
  'PodSecurityPolicy',
]);

/** Kinds of other groups than Kubernetes' own are unknown, unless a CustomResourceDefinition tells. */
const isNamespaced = (group: string, kind: string): boolean | undefined =>
  group.includes('.') && !group.endsWith('.k8s.io') ? undefined : !clusterScoped.has(kind);

/** What all tests render for. */
export const target = {
  kubeVersion: 'v1.36.1',
  apiVersions: ['v1', 'apps/v1', 'apps/v1/Deployment'],
  isNamespaced,
};

/** Renders a directory as the Application `web` in the namespace `shop`. */
export const render = (repoRoot: string, path: string, source: ApplicationSource = {}): Promise<Rendered> =>
  renderDirectory({ ...target, repoRoot, path, source, release: { name: 'web', namespace: 'shop' } });

/** The data of the first manifest, a ConfigMap. */
export const dataOf = ({ manifests }: Rendered): unknown => {
  const [first] = manifests;
  return first !== undefined && 'data' in first ? first.data : undefined;
};

/** Severity and code of each finding. */
export const codesOf = ({ findings }: Rendered): readonly string[] =>
  findings.map(({ severity, code }) => `${severity} ${code}`);
