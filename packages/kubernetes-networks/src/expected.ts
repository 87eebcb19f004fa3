import type { ExpectedObject } from '@wildermesser/emit';

/** The class of the Ingresses. */
export const nginxClass: ExpectedObject = {
  group: 'networking.k8s.io',
  kind: 'IngressClass',
  namespace: '',
  name: 'nginx',
  reason: 'the installation of ingress-nginx brings it',
};

/** The class of the Gateway; any implementation with the standard channel of Gateway API will do. */
export const gatewayClass: ExpectedObject = {
  group: 'gateway.networking.k8s.io',
  kind: 'GatewayClass',
  namespace: '',
  name: 'eg',
  reason: 'made with the installation of Envoy Gateway, together with the definitions of Gateway API',
};

/** A namespace that somebody else's installation makes. */
export const installedNamespace = (name: string, program: string): ExpectedObject => ({
  group: '',
  kind: 'Namespace',
  namespace: '',
  name,
  reason: `the installation of ${program} makes it`,
});

/** The definition of a custom resource that comes with its controller. */
export const installedDefinition = (name: string, program: string): ExpectedObject => ({
  group: 'apiextensions.k8s.io',
  kind: 'CustomResourceDefinition',
  namespace: '',
  name,
  reason: `the installation of ${program} brings it`,
});
