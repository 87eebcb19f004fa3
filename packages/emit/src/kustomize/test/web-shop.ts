import type { Manifest } from '@wildermesser/manifest';

/** A small shop in three environments, with a change of every sort between them. */
const labels = { 'app.kubernetes.io/name': 'web' };

const deployment = (replicas: number, tag: string, level: string, sidecar: boolean): Manifest =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'web',
              image: `registry.example.com/web:${tag}`,
              args: ['--listen', ':8080'],
              env: [
                { name: 'LOG_LEVEL', value: level },
                { name: 'REGION', value: 'eu' },
              ],
              ports: [{ name: 'http', containerPort: 8080 }],
              resources: {
                requests: { cpu: '100m', memory: '64Mi' },
                ...(replicas > 1 ? { limits: { memory: '256Mi' } } : {}),
              },
            },
            ...(sidecar ? [{ name: 'metrics', image: 'registry.example.com/exporter:1.2.0' }] : []),
          ],
          volumes: [
            sidecar
              ? { name: 'cache', emptyDir: {} }
              : { name: 'cache', persistentVolumeClaim: { claimName: 'cache' } },
          ],
        },
      },
    },
  }) as Manifest;

const config = (data: Readonly<Record<string, string>>): Manifest =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop' }, data }) as Manifest;

const monitor = (interval: string): Manifest =>
  ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'http', interval }, { port: 'admin' }] },
  }) as Manifest;

const service: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
} as Manifest;

const budget: Manifest = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { minAvailable: 1, selector: { matchLabels: labels } },
} as Manifest;

const debug: Manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'debug', namespace: 'shop' } };

export const webShop = {
  base: [
    deployment(1, '1.0.0', 'debug', true),
    config({ greeting: 'hello', theme: 'light' }),
    monitor('30s'),
    service,
    debug,
  ],
  production: [
    deployment(3, '1.0.0', 'warn', false),
    config({ greeting: 'hello', 'motd.txt': 'Welcome.\nBuy something.\n' }),
    monitor('10s'),
    service,
    budget,
  ],
  staging: [
    deployment(1, '1.0.0', 'debug', true),
    config({ greeting: 'hello', theme: 'light' }),
    monitor('30s'),
    service,
    debug,
  ],
} as const;
