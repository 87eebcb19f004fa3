import { component } from '@wildermesser/emit';
import { service } from '@wildermesser/manifest/core/v1';
import { ingress } from '@wildermesser/manifest/networking/v1';
import { podNamespace } from '@wildermesser/manifest/workload';
import { nginxClass } from './expected.ts';
import { loadBalancerAddress, webAddress } from './load-balancer-address.ts';
import { webDeployment, webLabels, webSelector } from './web-deployment.ts';
import { webPort } from './web-pod.ts';
import { webPolicy } from './web-policy.ts';
import { webRoute } from './web-route.ts';
import { webService, webServiceName, webServicePort } from './web-service.ts';

/** The namespace of the web server. */
export const webNamespace = 'networks-web';

const labels = webLabels('web');

const headless = () =>
  service({
    metadata: { name: 'web-svc', labels },
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      selector: webSelector,
      ports: [{ name: 'http', port: webPort, protocol: 'TCP', targetPort: webPort }],
    },
  });

const loadBalancer = () =>
  service({
    metadata: { name: 'web-svc-lb', labels, annotations: loadBalancerAddress(webAddress) },
    spec: {
      type: 'LoadBalancer',
      // MetalLB brings packets to the address itself; no port of the nodes has to be opened.
      allocateLoadBalancerNodePorts: false,
      selector: webSelector,
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: webPort }],
    },
  });

const route = () =>
  ingress({
    metadata: { name: 'web', labels, annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/' } },
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

/** The web server behind every kind of Service, and behind an Ingress. */
export const web = component({
  name: 'web',
  namespace: webNamespace,
  // Its load balancer becomes healthy once there is a pool of addresses.
  wave: 2,
  manifests: () => [
    podNamespace(webNamespace, 'restricted', labels),
    webPolicy('web'),
    webDeployment('web', 3, 'The web server'),
    webService('web'),
    headless(),
    loadBalancer(),
    route(),
  ],
  expects: [nginxClass],
});
