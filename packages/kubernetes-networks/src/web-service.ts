import { recordOrigin } from '@wildermesser/manifest';
import { type Service, service } from '@wildermesser/manifest/core/v1';
import { webLabels, webSelector } from './web-deployment.ts';
import { webPort } from './web-pod.ts';

/** The ClusterIP Service to which the routes send, in the namespace of each web server. */
export const webServiceName = 'web-svc-cip';

/** Its port. */
export const webServicePort = 80;

/** The ClusterIP Service of a web server. */
export const webService = (component: string): Service => {
  const manifest = service({
    metadata: { name: webServiceName, labels: webLabels(component) },
    spec: {
      type: 'ClusterIP',
      selector: webSelector,
      ports: [{ name: 'http', port: webServicePort, protocol: 'TCP', targetPort: webPort }],
    },
  });
  recordOrigin(manifest, webService);
  return manifest;
};
