import type { ExpectedObject } from '@wildermesser/emit';

/** The class of Ingresses that the chart ingress-nginx brings. */
export const nginxClass: ExpectedObject = {
  group: 'networking.k8s.io',
  kind: 'IngressClass',
  namespace: '',
  name: 'nginx',
  reason: 'the chart ingress-nginx brings it',
};
