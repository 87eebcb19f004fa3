import { component } from '@wildermesser/emit';
import { podNamespace } from '@wildermesser/manifest/workload';
import { shopNamespaces } from './online-boutique.ts';

/** Namespaces of the third-party programs. */
export const infrastructureNamespaces = ['cert-manager', 'chartmuseum', 'harbor', 'ingress-nginx'] as const;

/**
 * Every namespace of this homework. They are a component of their own, since several components share one, and so that
 * deleting or reinstalling a chart never takes a namespace along.
 */
export const namespaces = component({
  name: 'namespaces',
  namespace: 'default',
  wave: -1,
  manifests: () =>
    [shopNamespaces.dev, shopNamespaces.prod, ...infrastructureNamespaces].map((name) =>
      podNamespace(name, 'restricted'),
    ),
});
