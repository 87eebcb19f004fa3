import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { service } from '@wildermesser/manifest/core/v1';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';
import { smallResources, withoutProfiler } from '../backend.ts';
import { onlineBoutiqueImage } from '../online-boutique.ts';

/** What differs from environment to environment. */
export interface CurrencyserviceValues {
  /** Pods to run. @minimum 0 @default 1 */
  readonly replicas: number;
  readonly image: {
    /** @minLength 1 @default "v0.10.3" */
    readonly tag: string;
  };
}

const port = 7000;
const selector = { app: 'currencyservice' };

/** The currency service of the shop. */
export const currencyservice = ({ replicas, image }: CurrencyserviceValues): readonly Manifest[] => {
  const labels = {
    ...recommendedLabels({ ...selector, name: 'currencyservice', component: 'backend', partOf: 'hipster-shop' }),
    'app.kubernetes.io/version': image.tag,
  };
  const metadata = { name: 'currencyservice', labels };
  return [
    service({ metadata, spec: { selector, ports: [{ name: 'grpc', port, targetPort: 'grpc', appProtocol: 'grpc' }] } }),
    deployment({
      metadata,
      spec: {
        replicas,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: restrictedPod({ user: 1000 }),
            // As process 1 Node is deaf to SIGTERM unless the program listens, and this one does not.
            terminationGracePeriodSeconds: 5,
            containers: [
              {
                name: 'server',
                image: onlineBoutiqueImage('currencyservice', image.tag),
                ports: [{ name: 'grpc', containerPort: port }],
                env: [{ name: 'PORT', value: String(port) }, ...withoutProfiler],
                readinessProbe: { grpc: { port } },
                livenessProbe: { grpc: { port } },
                resources: smallResources,
                securityContext: restrictedContainer,
              },
            ],
          },
        },
      },
    }),
  ];
};
