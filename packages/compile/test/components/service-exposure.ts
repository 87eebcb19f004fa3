import type { Manifest } from '@wildermesser/manifest';
import { service } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels } from '@wildermesser/manifest/workload';

/** How a Service is reached; what else there is to say depends on its type. */
export interface ServiceExposureValues {
  readonly service: {
    /** @default "ClusterIP" */
    readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
    /** @minimum 1 @maximum 65535 @default 80 */
    readonly port: number;
    /** Only for the types NodePort and LoadBalancer. @minimum 30000 @maximum 32767 */
    readonly nodePort?: number;
    /** Only for the type ClusterIP. @default false */
    readonly headless: boolean;
    /** Only for the type LoadBalancer. @default [] */
    readonly sourceRanges: readonly string[];
    /** Only for the types NodePort and LoadBalancer. */
    readonly externalTrafficPolicy?: 'Cluster' | 'Local';
    /** Only for the type ExternalName. */
    readonly externalName?: string;
    /** Minutes for which a client comes to the same pod. @minimum 1 @maximum 1440 */
    readonly stickiness?: number;
  };
}

const specOf = ({ service: settings }: ServiceExposureValues, app: string) => {
  const { type, port, nodePort, headless, sourceRanges, externalTrafficPolicy, externalName, stickiness } = settings;
  if (type === 'ExternalName') return { type, externalName: externalName ?? 'localhost' };
  const isOutside = type === 'NodePort' || type === 'LoadBalancer';
  return {
    type,
    selector: { app },
    ports: [{ name: 'http', port, targetPort: 'http', ...(isOutside && nodePort !== undefined ? { nodePort } : {}) }],
    ...(type === 'ClusterIP' && headless ? { clusterIP: 'None' } : {}),
    ...(type === 'LoadBalancer' && sourceRanges.length > 0 ? { loadBalancerSourceRanges: sourceRanges } : {}),
    ...(isOutside && externalTrafficPolicy !== undefined ? { externalTrafficPolicy } : {}),
    ...(stickiness === undefined
      ? {}
      : {
          sessionAffinity: 'ClientIP' as const,
          sessionAffinityConfig: { clientIP: { timeoutSeconds: stickiness * 60 } },
        }),
  };
};

/** One Service, four types. */
export const serviceExposure = (values: ServiceExposureValues, release: Release): readonly Manifest[] => [
  service({
    metadata: {
      name: release.name,
      labels: recommendedLabels({ name: 'exposed', component: 'entry', partOf: 'exposed' }),
    },
    spec: specOf(values, release.name),
  }),
];

export const examples: readonly ServiceExposureValues[] = [
  { service: { type: 'ClusterIP', port: 80, nodePort: 30080, headless: true, sourceRanges: [] } },
  { service: { type: 'NodePort', port: 8080, nodePort: 30080, headless: true, sourceRanges: [], stickiness: 10 } },
  {
    service: {
      type: 'LoadBalancer',
      port: 443,
      headless: false,
      sourceRanges: ['10.0.0.0/8', '2001:db8::/32'],
      externalTrafficPolicy: 'Local',
    },
  },
  { service: { type: 'ExternalName', port: 1, headless: false, sourceRanges: [], externalName: 'db.example' } },
];
