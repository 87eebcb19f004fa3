import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** Numbers from which other numbers follow. */
export interface JavaMemoryValues {
  /** Heap in MiB. @minimum 64 @maximum 1048576 @default 256 */
  readonly heap: number;
  /** Threads; 0 means two for each CPU. @minimum 0 @maximum 1024 @default 0 */
  readonly threads: number;
  /** @minimum 1 @maximum 128 @default 1 */
  readonly cpus: number;
  /** Highest number of pods that a rollout may lack, per cent. @minimum 0 @maximum 100 @default 25 */
  readonly slack: number;
  /** @default "G1" */
  readonly collector: 'G1' | 'Serial' | 'Z';
}

const collectorOption = (collector: JavaMemoryValues['collector']): string => {
  if (collector === 'Serial') return '-XX:+UseSerialGC';
  if (collector === 'Z') return '-XX:+UseZGC';
  return '-XX:+UseG1GC';
};

/** Memory beside the heap: a quarter of it, between 64 and 512 MiB. */
const overhead = (heap: number): number => Math.min(Math.max(Math.trunc(heap / 4), 64), 512);

/** Limits that are computed. */
export const javaMemory = (values: JavaMemoryValues, release: Release): readonly Manifest[] => {
  const { heap, threads, cpus, slack, collector } = values;
  const labels = recommendedLabels({ app: release.name, name: 'java', component: 'backend', partOf: 'java' });
  const memory = heap + overhead(heap);
  const pool = threads === 0 ? cpus * 2 : threads;
  const options = [`-Xmx${heap}m`, collectorOption(collector), ...(heap >= 32768 ? ['-XX:-UseCompressedOops'] : [])];
  return [
    deployment({
      metadata: { name: release.name, labels },
      spec: {
        strategy: { rollingUpdate: { maxUnavailable: `${slack}%`, maxSurge: `${100 - slack}%` } },
        selector: { matchLabels: { app: release.name } },
        template: {
          metadata: { labels, annotations: { 'example.org/even': pool % 2 === 0 ? 'true' : 'false' } },
          spec: {
            securityContext: restrictedPod({ user: 10001 }),
            containers: [
              {
                name: 'java',
                image: 'registry.example/java:21.0.9',
                env: [
                  { name: 'JAVA_TOOL_OPTIONS', value: options.join(' ') },
                  { name: 'POOL_SIZE', value: `${pool}` },
                ],
                resources: {
                  requests: { cpu: `${cpus * 500}m`, memory: `${memory}Mi` },
                  limits: { cpu: String(cpus), memory: `${memory}Mi` },
                },
                securityContext: restrictedContainer,
              },
            ],
          },
        },
      },
    }),
  ];
};

export const examples: readonly JavaMemoryValues[] = [
  { heap: 256, threads: 0, cpus: 1, slack: 25, collector: 'G1' },
  { heap: 1048576, threads: 7, cpus: 128, slack: 0, collector: 'Z' },
  { heap: 1027, threads: 1, cpus: 3, slack: 100, collector: 'Serial' },
];
