import { component } from '@wildermesser/emit';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { podNamespace } from '@wildermesser/manifest/workload';
import { frontendLabels, frontendPods } from './frontend-pods.ts';

/** The frontend as a Deployment: its pods get traffic once they answer the readiness probe. */
export const frontend = component({
  name: 'frontend',
  namespace: 'controllers-frontend',
  manifests: () => [
    podNamespace('controllers-frontend', 'restricted'),
    deployment({
      metadata: { name: 'frontend', labels: frontendLabels },
      spec: { replicas: 3, selector: { matchLabels: { app: 'frontend' } }, template: frontendPods },
    }),
  ],
});
