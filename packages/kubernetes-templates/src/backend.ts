import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { type EnvVar, type ResourceRequirements, service } from '@wildermesser/manifest/core/v1';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';
import { onlineBoutiqueImage } from './online-boutique.ts';

/** A service of the shop that speaks gRPC and keeps nothing. */
export interface Backend {
  readonly name: string;
  /** Version of the image. */
  readonly tag: string;
  /** Port by which others address it. */
  readonly port: number;
  /** Port of the container where it is another one. */
  readonly containerPort?: number;
  readonly replicas: number;
  /** Variables beside `PORT`. */
  readonly env?: readonly EnvVar[];
  readonly resources: ResourceRequirements;
  /** Who the process runs as; never 0. */
  readonly user: number;
  /** Seconds that the program needs before it answers probes. Default 0. */
  readonly startup?: number;
}

/** What the shop's own manifests give to a service that needs little. */
export const smallResources: ResourceRequirements = {
  requests: { cpu: '100m', memory: '64Mi' },
  limits: { cpu: '200m', memory: '128Mi' },
};

/** The profiler reports to Google Cloud. */
export const withoutProfiler: readonly EnvVar[] = [{ name: 'DISABLE_PROFILER', value: '1' }];

/** Deployment and Service of a backend, under its name. */
export const backend = ({
  name,
  tag,
  port,
  containerPort = port,
  replicas,
  env = [],
  resources,
  user,
  startup = 0,
}: Backend): readonly Manifest[] => {
  const selector = { app: name };
  const labels = {
    ...recommendedLabels({ ...selector, name, component: 'backend', partOf: 'hipster-shop' }),
    'app.kubernetes.io/version': tag,
  };
  const probe = { grpc: { port: containerPort }, ...(startup === 0 ? {} : { initialDelaySeconds: startup }) };
  return [
    service({
      metadata: { name, labels },
      spec: { selector, ports: [{ name: 'grpc', port, targetPort: containerPort, appProtocol: 'grpc' }] },
    }),
    deployment({
      metadata: { name, labels },
      spec: {
        replicas,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: restrictedPod({ user }),
            // As process 1 a program is deaf to SIGTERM unless it listens, and several of these do not.
            terminationGracePeriodSeconds: 5,
            containers: [
              {
                name: 'server',
                image: onlineBoutiqueImage(name, tag),
                ports: [{ name: 'grpc', containerPort }],
                env: [{ name: 'PORT', value: String(containerPort) }, ...env],
                readinessProbe: probe,
                livenessProbe: probe,
                resources,
                securityContext: restrictedContainer,
              },
            ],
          },
        },
      },
    }),
  ];
};
