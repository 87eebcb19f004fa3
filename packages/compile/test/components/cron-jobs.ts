import type { Manifest } from '@wildermesser/manifest';
import { cronJob } from '@wildermesser/manifest/batch/v1';
import { serviceAccount } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** Something that is done again and again. */
export interface ScheduledTask {
  /** @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$ @maxLength 30 */
  readonly name: string;
  /** Cron expression. */
  readonly schedule: string;
  /** @minItems 1 */
  readonly command: readonly string[];
  /** Default: not suspended. */
  readonly suspend?: boolean;
  /** Default `Forbid`. */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  /** Seconds; none when left out. @minimum 0 */
  readonly deadline?: number;
  /** Whether it gets a ServiceAccount of its own. */
  readonly account?: boolean;
}

/** Tasks of one image. */
export interface CronJobsValues {
  /** @default "registry.example/tasks:2025.11.1" */
  readonly image: string;
  /** @default "Etc/UTC" */
  readonly timeZone: string;
  /** @default [] */
  readonly tasks: readonly ScheduledTask[];
}

const labelsOf = (name: string) => recommendedLabels({ name, component: 'task', partOf: 'tasks' });

const manifestsOf = (task: ScheduledTask, values: CronJobsValues, release: Release): readonly Manifest[] => {
  const name = `${release.name}-${task.name}`;
  const labels = labelsOf(task.name);
  return [
    ...(task.account ? [serviceAccount({ metadata: { name, labels } })] : []),
    cronJob({
      metadata: { name, labels },
      spec: {
        schedule: task.schedule,
        timeZone: values.timeZone,
        suspend: task.suspend ?? false,
        concurrencyPolicy: task.concurrencyPolicy ?? 'Forbid',
        ...(task.deadline === undefined ? {} : { startingDeadlineSeconds: task.deadline }),
        jobTemplate: {
          spec: {
            backoffLimit: 2,
            template: {
              metadata: { labels },
              spec: {
                restartPolicy: 'Never',
                ...(task.account ? { serviceAccountName: name } : { automountServiceAccountToken: false }),
                securityContext: restrictedPod({ user: 10001 }),
                containers: [
                  {
                    name: 'task',
                    image: values.image,
                    command: task.command,
                    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '256Mi' } },
                    securityContext: restrictedContainer,
                  },
                ],
              },
            },
          },
        },
      },
    }),
  ];
};

/** One or two objects for each task of a list. */
export const cronJobs = (values: CronJobsValues, release: Release): readonly Manifest[] =>
  values.tasks.flatMap((task) => manifestsOf(task, values, release));

const image = 'registry.example/tasks:2025.11.1';

export const examples: readonly CronJobsValues[] = [
  { image, timeZone: 'Etc/UTC', tasks: [{ name: 'clean', schedule: '0 3 * * *', command: ['clean'] }] },
  {
    image,
    timeZone: 'Europe/Berlin',
    tasks: [
      { name: 'report', schedule: '@weekly', command: ['sh', '-c', 'report | mail'], account: true, suspend: true },
      { name: 'sync', schedule: '*/5 * * * *', command: ['sync'], concurrencyPolicy: 'Replace', deadline: 0 },
    ],
  },
  { image, timeZone: 'Etc/UTC', tasks: [] },
];
