import { component } from '@wildermesser/emit';
import { ingress } from '@wildermesser/manifest/networking/v1';
import { podNamespace } from '@wildermesser/manifest/workload';
import { nginxClass } from './expected.ts';
import { webDeployment, webLabels } from './web-deployment.ts';
import { webPolicy } from './web-policy.ts';
import { canaryHeader, webRoute } from './web-route.ts';
import { webService, webServiceName, webServicePort } from './web-service.ts';

/** The namespace of the canary: another one, so that no Service takes pods of both. */
export const canaryNamespace = 'canary';

const labels = webLabels('canary');

/**
 * ingress-nginx adds it to the Ingress `web`, whose host, path and path type it repeats, and whose other annotations
 * hold for it too. Requests with the header `always` go to the canary, all others do not.
 */
const route = () =>
  ingress({
    metadata: {
      name: 'web',
      labels,
      annotations: {
        'nginx.ingress.kubernetes.io/canary': 'true',
        'nginx.ingress.kubernetes.io/canary-by-header': canaryHeader,
      },
    },
    spec: {
      ingressClassName: nginxClass.name,
      rules: [
        {
          host: webRoute.host,
          http: {
            paths: [
              {
                path: webRoute.path,
                pathType: 'Prefix',
                backend: { service: { name: webServiceName, port: { number: webServicePort } } },
              },
            ],
          },
        },
      ],
    },
  });

/** The next version of the web server, for those who ask for it. */
export const canary = component({
  name: 'canary',
  namespace: canaryNamespace,
  wave: 2,
  manifests: () => [
    podNamespace(canaryNamespace, 'restricted', labels),
    webPolicy('canary'),
    webDeployment('canary', 1, 'The new web server'),
    webService('canary'),
    route(),
  ],
  expects: [nginxClass],
});
