import { component } from '@wildermesser/emit';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { podNamespace } from '@wildermesser/manifest/workload';
import { paymentserviceLabels, paymentservicePods } from './paymentservice-pods.ts';

/** Rolls out in reverse: removes one old pod, then starts a new one in its place. For clusters without room for more. */
export const paymentserviceReverse = component({
  name: 'paymentservice-reverse',
  namespace: 'controllers-paymentservice-reverse',
  manifests: () => [
    podNamespace('controllers-paymentservice-reverse', 'restricted'),
    deployment({
      metadata: { name: 'paymentservice', labels: paymentserviceLabels },
      spec: {
        replicas: 3,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
        selector: { matchLabels: { app: 'paymentservice' } },
        template: paymentservicePods,
      },
    }),
  ],
});
