import { component } from '@wildermesser/emit';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { podNamespace } from '@wildermesser/manifest/workload';
import { paymentserviceLabels, paymentservicePods } from './paymentservice-pods.ts';

/** Rolls out by starting all new pods at once, and removing an old one only for a new one that is ready. */
export const paymentserviceBlueGreen = component({
  name: 'paymentservice-blue-green',
  namespace: 'controllers-paymentservice-blue-green',
  manifests: () => [
    podNamespace('controllers-paymentservice-blue-green', 'restricted'),
    deployment({
      metadata: { name: 'paymentservice', labels: paymentserviceLabels },
      spec: {
        replicas: 3,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 0 } },
        selector: { matchLabels: { app: 'paymentservice' } },
        template: paymentservicePods,
      },
    }),
  ],
});
