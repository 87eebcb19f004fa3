import { component } from '@wildermesser/emit';
import { replicaSet } from '@wildermesser/manifest/apps/v1';
import { podNamespace } from '@wildermesser/manifest/workload';
import { frontendLabels, frontendPods } from './frontend-pods.ts';

/** The frontend as a ReplicaSet, which keeps three pods but does not replace them when its template changes. */
export const frontendReplicaset = component({
  name: 'frontend-replicaset',
  namespace: 'controllers-frontend-replicaset',
  manifests: () => [
    podNamespace('controllers-frontend-replicaset', 'restricted'),
    replicaSet({
      metadata: { name: 'frontend', labels: frontendLabels },
      spec: { replicas: 3, selector: { matchLabels: { app: 'frontend' } }, template: frontendPods },
    }),
  ],
});
