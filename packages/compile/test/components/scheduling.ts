import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import type {
  Affinity,
  PodSecurityContext,
  ResourceRequirements,
  SecurityContext,
  Toleration,
  TopologySpreadConstraint,
} from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels } from '@wildermesser/manifest/workload';

/** Fields of a pod that are handed through as Kubernetes knows them. */
export interface SchedulingValues {
  /** @default {"requests": {"cpu": "100m", "memory": "64Mi"}, "limits": {"cpu": "200m", "memory": "128Mi"}} */
  readonly resources: ResourceRequirements;
  /** @default {} */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** @default [] */
  readonly tolerations: readonly Toleration[];
  readonly affinity?: Affinity;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly priorityClassName?: string;
  /** @default {"runAsNonRoot": true, "runAsUser": 10001, "seccompProfile": {"type": "RuntimeDefault"}} */
  readonly podSecurityContext: PodSecurityContext;
  /** @default {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}, "readOnlyRootFilesystem": true} */
  readonly securityContext: SecurityContext;
  /** Seconds. @minimum 0 */
  readonly terminationGracePeriodSeconds?: number;
}

/** A Deployment that decides nothing about where it runs. */
export const scheduling = (values: SchedulingValues, release: Release): readonly Manifest[] => {
  const labels = recommendedLabels({ app: release.name, name: 'anywhere', component: 'backend', partOf: 'anywhere' });
  const { affinity, topologySpreadConstraints, priorityClassName, terminationGracePeriodSeconds } = values;
  return [
    deployment({
      metadata: { name: release.name, labels },
      spec: {
        selector: { matchLabels: { app: release.name } },
        template: {
          metadata: { labels },
          spec: {
            nodeSelector: values.nodeSelector,
            tolerations: values.tolerations,
            securityContext: values.podSecurityContext,
            ...(affinity !== undefined && { affinity }),
            ...(topologySpreadConstraints !== undefined && { topologySpreadConstraints }),
            ...(priorityClassName !== undefined && { priorityClassName }),
            ...(terminationGracePeriodSeconds !== undefined && { terminationGracePeriodSeconds }),
            containers: [
              {
                name: 'anywhere',
                image: 'registry.example/anywhere:0.1.0',
                resources: values.resources,
                securityContext: values.securityContext,
              },
            ],
          },
        },
      },
    }),
  ];
};

const confined = {
  podSecurityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  },
} as const;

export const examples: readonly SchedulingValues[] = [
  {
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
    nodeSelector: {},
    tolerations: [],
    ...confined,
  },
  {
    resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } },
    nodeSelector: { 'kubernetes.io/arch': 'arm64' },
    tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 0 }],
    terminationGracePeriodSeconds: 0,
    ...confined,
  },
  {
    resources: {},
    nodeSelector: { disk: 'ssd', zone: 'true' },
    tolerations: [{ operator: 'Exists' }],
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: { app: 'x' } }, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    },
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
    ],
    priorityClassName: 'system-cluster-critical',
    ...confined,
  },
];
