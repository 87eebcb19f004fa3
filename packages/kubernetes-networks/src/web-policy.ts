import { recordOrigin } from '@wildermesser/manifest';
import { type NetworkPolicy, networkPolicy } from '@wildermesser/manifest/networking/v1';
import { webLabels } from './web-deployment.ts';
import { webPort } from './web-pod.ts';

/**
 * Denies all traffic of the namespace but requests to the web server. Those may come from anywhere, since a load
 * balancer brings them from outside; the server itself calls nobody, not even DNS.
 */
export const webPolicy = (component: string): NetworkPolicy => {
  const manifest = networkPolicy({
    metadata: { name: 'web', labels: webLabels(component) },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ ports: [{ port: webPort, protocol: 'TCP' }] }],
    },
  });
  recordOrigin(manifest, webPolicy);
  return manifest;
};
