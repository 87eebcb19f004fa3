import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { horizontalPodAutoscaler } from '@wildermesser/manifest/autoscaling/v2';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** Bounds and measures of an autoscaler. */
export interface AutoscalingSettings {
  /** @default false */
  readonly enabled: boolean;
  /** @minimum 1 @default 1 */
  readonly minReplicas: number;
  /** @minimum 1 @default 10 */
  readonly maxReplicas: number;
  /** Per cent of the requested CPU. @minimum 1 @maximum 100 */
  readonly targetCpu?: number;
  /** Per cent of the requested memory. @minimum 1 @maximum 100 */
  readonly targetMemory?: number;
  /** Seconds before it takes a pod away; 0 is at once. @minimum 0 @maximum 3600 */
  readonly scaleDownDelay?: number;
}

/** A fixed number of pods, or as many as are needed. */
export interface AutoscalingValues {
  /** Pods to run unless an autoscaler decides. @minimum 0 @default 1 */
  readonly replicas: number;
  readonly autoscaling: AutoscalingSettings;
}

const utilization = (name: 'cpu' | 'memory', averageUtilization: number) => ({
  type: 'Resource' as const,
  resource: { name, target: { type: 'Utilization' as const, averageUtilization } },
});

/** `replicas` is left out where an autoscaler owns the field. */
export const autoscaling = (values: AutoscalingValues, release: Release): readonly Manifest[] => {
  const { enabled, minReplicas, maxReplicas, targetCpu, targetMemory, scaleDownDelay } = values.autoscaling;
  const labels = recommendedLabels({ app: release.name, name: 'api', component: 'backend', partOf: 'api' });
  return [
    deployment({
      metadata: { name: release.name, labels },
      spec: {
        ...(enabled ? {} : { replicas: values.replicas }),
        selector: { matchLabels: { app: release.name } },
        template: {
          metadata: { labels },
          spec: {
            securityContext: restrictedPod({ user: 10001 }),
            containers: [
              {
                name: 'api',
                image: 'registry.example/api:3.1.4',
                ports: [{ name: 'http', containerPort: 8080 }],
                readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
                livenessProbe: { httpGet: { path: '/alive', port: 'http' } },
                resources: { requests: { cpu: '250m', memory: '128Mi' }, limits: { cpu: '1', memory: '256Mi' } },
                securityContext: restrictedContainer,
              },
            ],
          },
        },
      },
    }),
    ...(enabled
      ? [
          horizontalPodAutoscaler({
            metadata: { name: release.name, labels },
            spec: {
              scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: release.name },
              minReplicas,
              maxReplicas,
              metrics: [
                ...(targetCpu === undefined ? [] : [utilization('cpu', targetCpu)]),
                ...(targetMemory === undefined ? [] : [utilization('memory', targetMemory)]),
              ],
              ...(scaleDownDelay === undefined
                ? {}
                : { behavior: { scaleDown: { stabilizationWindowSeconds: scaleDownDelay } } }),
            },
          }),
        ]
      : []),
  ];
};

export const examples: readonly AutoscalingValues[] = [
  { replicas: 1, autoscaling: { enabled: false, minReplicas: 1, maxReplicas: 10 } },
  { replicas: 0, autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 20, targetCpu: 80, scaleDownDelay: 0 } },
  { replicas: 3, autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 5, targetCpu: 50, targetMemory: 70 } },
];
