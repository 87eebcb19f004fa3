import { component } from '@wildermesser/emit';
import { replicaSet } from '@wildermesser/manifest/apps/v1';
import { podNamespace } from '@wildermesser/manifest/workload';
import { paymentserviceLabels, paymentservicePods } from './paymentservice-pods.ts';

/** The payment service as a ReplicaSet. */
export const paymentserviceReplicaset = component({
  name: 'paymentservice-replicaset',
  namespace: 'controllers-paymentservice-replicaset',
  manifests: () => [
    podNamespace('controllers-paymentservice-replicaset', 'restricted'),
    replicaSet({
      metadata: { name: 'paymentservice', labels: paymentserviceLabels },
      spec: { replicas: 3, selector: { matchLabels: { app: 'paymentservice' } }, template: paymentservicePods },
    }),
  ],
});
