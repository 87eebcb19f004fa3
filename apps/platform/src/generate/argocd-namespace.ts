import type { ExpectedObject, Settings } from '@wildermesser/emit';

/** The one thing that every Application relies on: Argo CD's own namespace. */
export const argocdNamespaceObject = ({ argocdNamespace }: Settings): ExpectedObject => ({
  group: '',
  kind: 'Namespace',
  namespace: '',
  name: argocdNamespace,
  reason: 'the installation of Argo CD makes it',
});
