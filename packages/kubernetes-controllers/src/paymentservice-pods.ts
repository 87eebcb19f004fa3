import type { PodTemplateSpec } from '@wildermesser/manifest/core/v1';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';
import { onlineBoutique, onlineBoutiqueImage, onlineBoutiqueResources } from './online-boutique.ts';

const port = 50051;

export const paymentserviceLabels = recommendedLabels({
  app: 'paymentservice',
  name: 'paymentservice',
  component: 'backend',
  ...onlineBoutique,
});

/** Pods of the shop's payment service, found by `app: paymentservice`. */
export const paymentservicePods: PodTemplateSpec = {
  metadata: { labels: paymentserviceLabels },
  spec: {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: restrictedPod({ user: 1000 }),
    // As process 1 Node is deaf to SIGTERM unless the program listens, and this one does not.
    terminationGracePeriodSeconds: 5,
    containers: [
      {
        name: 'server',
        image: onlineBoutiqueImage('paymentservice'),
        ports: [{ name: 'grpc', containerPort: port }],
        env: [
          { name: 'PORT', value: String(port) },
          // The profiler reports to Google Cloud.
          { name: 'DISABLE_PROFILER', value: '1' },
        ],
        readinessProbe: { grpc: { port } },
        livenessProbe: { grpc: { port } },
        resources: onlineBoutiqueResources,
        securityContext: restrictedContainer,
      },
    ],
  },
};
