import { component } from '@wildermesser/emit';
import { recordOrigin } from '@wildermesser/manifest';
import { gateway, httpRoute } from '@wildermesser/manifest/gateway/v1';
import { type ReferenceGrant, referenceGrant } from '@wildermesser/manifest/gateway/v1beta1';
import { podNamespace, recommendedLabels } from '@wildermesser/manifest/workload';
import { canaryNamespace } from './canary.ts';
import { gatewayClass, installedDefinition } from './expected.ts';
import { webNamespace } from './web.ts';
import { canaryHeader, webRoute } from './web-route.ts';
import { webServiceName, webServicePort } from './web-service.ts';

const namespace = 'canary-gateway';
const gatewayName = 'web';
const labels = recommendedLabels({ name: 'web', component: 'canary-gateway', partOf: 'kubernetes-networks' });
/** Of a hundred requests without the header, those that the canary gets. */
const canaryShare = 10;

const entrance = () =>
  gateway({
    metadata: { name: gatewayName, labels },
    spec: {
      gatewayClassName: gatewayClass.name,
      listeners: [
        {
          name: 'http',
          hostname: webRoute.host,
          port: 80,
          protocol: 'HTTP',
          allowedRoutes: { namespaces: { from: 'Same' } },
        },
      ],
    },
  });

const backend = (backendNamespace: string, weight: number) => ({
  group: '',
  kind: 'Service',
  namespace: backendNamespace,
  name: webServiceName,
  port: webServicePort,
  weight,
});

const rule = (header: string | undefined, backendRefs: readonly ReturnType<typeof backend>[]) => ({
  matches: [
    {
      path: { type: 'PathPrefix' as const, value: webRoute.path },
      ...(header === undefined ? {} : { headers: [{ type: 'Exact' as const, name: canaryHeader, value: header }] }),
    },
  ],
  filters: [
    {
      type: 'URLRewrite' as const,
      urlRewrite: { path: { type: 'ReplacePrefixMatch' as const, replacePrefixMatch: '/' } },
    },
  ],
  backendRefs,
});

/** The header decides as it does with ingress-nginx; without it the weights do. */
const route = () =>
  httpRoute({
    metadata: { name: 'web', labels },
    spec: {
      hostnames: [webRoute.host],
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gatewayName, sectionName: 'http' }],
      rules: [
        rule('always', [backend(canaryNamespace, 1)]),
        rule('never', [backend(webNamespace, 1)]),
        rule(undefined, [backend(webNamespace, 100 - canaryShare), backend(canaryNamespace, canaryShare)]),
      ],
    },
  });

/** Lets the routes of this namespace, and no others, send to the one Service of another namespace. */
const grant = (grantingNamespace: string): ReferenceGrant => {
  const manifest = referenceGrant({
    metadata: { name: 'canary-gateway', namespace: grantingNamespace, labels },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace }],
      to: [{ group: '', kind: 'Service', name: webServiceName }],
    },
  });
  recordOrigin(manifest, grant);
  return manifest;
};

/** The canary with Gateway API, beside the one with ingress-nginx. */
export const canaryGateway = component({
  name: 'canary-gateway',
  namespace,
  // The grants go to namespaces of the wave before.
  wave: 3,
  manifests: () => [
    podNamespace(namespace, 'restricted', labels),
    grant(webNamespace),
    grant(canaryNamespace),
    entrance(),
    route(),
  ],
  expects: [
    gatewayClass,
    installedDefinition('gateways.gateway.networking.k8s.io', 'Gateway API'),
    installedDefinition('httproutes.gateway.networking.k8s.io', 'Gateway API'),
    installedDefinition('referencegrants.gateway.networking.k8s.io', 'Gateway API'),
  ],
});
