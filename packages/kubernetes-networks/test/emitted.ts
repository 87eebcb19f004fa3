import { type ExpectedObject, emitBundle } from '@wildermesser/emit';
import type { Manifest } from '@wildermesser/manifest';
import bundle from '../bundle.ts';

const clusterScoped = new Set(['Namespace']);

const settings = {
  repository: 'https://git.example/repo.git',
  revision: 'refs/heads/main',
  cluster: 'https://kubernetes.default.svc',
  argocdNamespace: 'argocd',
  kubernetes: '1.36',
};

/** What the package emits, namespaces filled in, by component and all together. */
export const emission = emitBundle({
  project: 'kubernetes-networks',
  bundle,
  components: bundle.components.map((component) => ({ component, manifests: component.manifests(settings) })),
  settings,
  scopes: {
    isNamespaced: (_, kind) => !clusterScoped.has(kind),
    isBuiltIn: (group) => !group.includes('.') || group.endsWith('.k8s.io'),
    isShared: () => false,
  },
  source: 'bundle.ts',
  relative: (file) => file,
});

/** Every manifest of a kind. */
export const ofKind = <Kind extends Manifest>(kind: Kind['kind']): Kind[] =>
  emission.manifests.filter((manifest): manifest is Kind => manifest.kind === kind);

/** The one manifest of that kind, namespace and name. */
export const named = <Kind extends Manifest>(kind: Kind['kind'], namespace: string, name: string): Kind => {
  const [found, ...others] = ofKind<Kind>(kind).filter(
    ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
  );
  if (found === undefined || others.length > 0) throw new Error(`there is not one ${kind} ${namespace}/${name}`);
  return found;
};

/** What the components rely on. */
export const expected: readonly ExpectedObject[] = bundle.components.flatMap(({ expects = [] }) => expects);
