import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import type { Container } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** Containers beside the main one. */
export interface SidecarsValues {
  readonly metrics: {
    /** @default false */
    readonly enabled: boolean;
    /** @default 9113 */
    readonly port: number;
  };
  /** Sends the log elsewhere. */
  readonly logging?: {
    readonly endpoint: string;
    /** Lines kept while the other side does not answer. Default 1000. */
    readonly buffer?: number;
  };
  /** Waits for hosts, each as `host:port`, before the main container starts. @default [] */
  readonly waitFor: readonly string[];
  /** Containers as Kubernetes knows them. @default [] */
  readonly extraContainers: readonly Container[];
}

const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '64Mi' } };

const shell = (name: string, script: string) => ({
  name,
  image: 'docker.io/library/busybox:1.37.0',
  command: ['sh', '-c', script],
  resources,
  securityContext: restrictedContainer,
});

const metricsContainer = (port: number): Container => ({
  name: 'metrics',
  image: 'docker.io/nginx/nginx-prometheus-exporter:1.5.1',
  args: [`--web.listen-address=:${port}`, '--nginx.scrape-uri=http://127.0.0.1:8080/status'],
  ports: [{ name: 'metrics', containerPort: port }],
  readinessProbe: { httpGet: { path: '/', port: 'metrics' } },
  livenessProbe: { httpGet: { path: '/', port: 'metrics' } },
  resources,
  securityContext: restrictedContainer,
});

/** Init containers from a list, sidecars by condition, and whole containers from outside. */
export const sidecars = (values: SidecarsValues, release: Release): readonly Manifest[] => {
  const labels = recommendedLabels({ app: release.name, name: 'main', component: 'backend', partOf: 'sidecars' });
  const { metrics, logging, waitFor, extraContainers } = values;
  const scraped = metrics.enabled
    ? { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(metrics.port) }
    : undefined;
  return [
    deployment({
      metadata: { name: release.name, labels },
      spec: {
        selector: { matchLabels: { app: release.name } },
        template: {
          metadata: { labels, ...(scraped && { annotations: scraped }) },
          spec: {
            automountServiceAccountToken: false,
            securityContext: restrictedPod({ user: 10001 }),
            initContainers: waitFor.map((address, index) =>
              shell(`wait-${index}`, `until nc -z ${address.replaceAll(':', ' ')}; do sleep 1; done`),
            ),
            containers: [
              {
                ...shell('main', 'exec httpd -f -p 8080'),
                ports: [{ name: 'http', containerPort: 8080 }],
                readinessProbe: { tcpSocket: { port: 'http' } },
                livenessProbe: { tcpSocket: { port: 'http' } },
              },
              ...(metrics.enabled ? [metricsContainer(metrics.port)] : []),
              ...(logging
                ? [shell('logging', `ship --to '${logging.endpoint}' --buffer ${logging.buffer ?? 1000}`)]
                : []),
              ...extraContainers,
            ],
          },
        },
      },
    }),
  ];
};

export const examples: readonly SidecarsValues[] = [
  { metrics: { enabled: false, port: 9113 }, waitFor: [], extraContainers: [] },
  {
    metrics: { enabled: true, port: 9114 },
    logging: { endpoint: 'https://logs.example/?a=1&b=2', buffer: 0 },
    waitFor: ['db:3306', 'redis-cart:6379'],
    extraContainers: [],
  },
  {
    metrics: { enabled: false, port: 9113 },
    logging: { endpoint: 'tcp://logs:514' },
    waitFor: ['a:1'],
    extraContainers: [
      { name: 'extra', image: 'registry.example/extra:1', env: [{ name: 'A', value: 'true' }], stdin: false },
      { name: 'more', image: 'registry.example/more:2', args: ['--x={{ y }}'] },
    ],
  },
];
