import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** One variable of the environment. */
export interface Variable {
  /** @pattern ^[A-Za-z_][A-Za-z0-9_]*$ */
  readonly name: string;
  readonly value: string;
}

/** A worker whose environment anybody may add to. */
export interface WorkerValues {
  /** @minLength 1 @default "jobs" */
  readonly queue: string;
  /** Jobs at the same time. @minimum 1 @maximum 64 @default 4 */
  readonly concurrency: number;
  /** Added after the worker's own variables. @default [] */
  readonly extraEnv: readonly Variable[];
  /** Names of ConfigMaps whose entries become variables. @default [] */
  readonly extraEnvFrom: readonly string[];
}

/** A Deployment without a Service. */
export const worker = (values: WorkerValues, release: Release): readonly Manifest[] => {
  const name = `${release.name}-worker`;
  const labels = recommendedLabels({ app: name, name: 'worker', component: 'backend', partOf: 'queue' });
  return [
    deployment({
      metadata: { name, labels },
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            securityContext: restrictedPod({ user: 10001, group: 20001 }),
            containers: [
              {
                name: 'worker',
                image: 'registry.example/worker:2.4.0',
                env: [
                  { name: 'QUEUE', value: values.queue },
                  { name: 'CONCURRENCY', value: String(values.concurrency) },
                  { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
                  ...values.extraEnv,
                ],
                envFrom: values.extraEnvFrom.map((map) => ({ configMapRef: { name: map } })),
                resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '256Mi' } },
                securityContext: restrictedContainer,
              },
            ],
          },
        },
      },
    }),
  ];
};

export const examples: readonly WorkerValues[] = [
  { queue: 'jobs', concurrency: 4, extraEnv: [], extraEnvFrom: [] },
  {
    queue: 'mail',
    concurrency: 64,
    extraEnv: [
      { name: 'EMPTY', value: '' },
      { name: 'NUMBER', value: '0123' },
    ],
    extraEnvFrom: ['shared'],
  },
  { queue: 'yes', concurrency: 1, extraEnv: [{ name: 'LINES', value: 'a\n  b\n' }], extraEnvFrom: ['a', 'b', 'c'] },
];
