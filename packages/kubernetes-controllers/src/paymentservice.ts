import { component } from '@wildermesser/emit';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { podNamespace } from '@wildermesser/manifest/workload';
import { paymentserviceLabels, paymentservicePods } from './paymentservice-pods.ts';

/** The payment service as a Deployment with Kubernetes' own way to roll out. */
export const paymentservice = component({
  name: 'paymentservice',
  namespace: 'controllers-paymentservice',
  manifests: () => [
    podNamespace('controllers-paymentservice', 'restricted'),
    deployment({
      metadata: { name: 'paymentservice', labels: paymentserviceLabels },
      spec: { replicas: 3, selector: { matchLabels: { app: 'paymentservice' } }, template: paymentservicePods },
    }),
  ],
});
