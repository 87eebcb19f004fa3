import type { Manifest } from '@wildermesser/manifest';
import { configMap } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels } from '@wildermesser/manifest/workload';
import { type IngressHostsValues, ingressHosts } from './ingress-hosts.ts';
import { type PersistenceValues, persistence } from './persistence.ts';
import { type WebServerValues, webServer } from './web-server.ts';

/** The cache, which can be left out. */
export interface SmallShopCacheValues extends PersistenceValues {
  /** @default true */
  readonly enabled: boolean;
}

/** A shop made of parts that are components themselves. */
export interface SmallShopValues {
  /** @default "EUR" */
  readonly currency: 'EUR' | 'JPY' | 'USD';
  readonly frontend: WebServerValues;
  readonly cache: SmallShopCacheValues;
  readonly entry: IngressHostsValues;
}

/** Parts get their own values and the release of the whole. */
export const smallShop = (values: SmallShopValues, release: Release): readonly Manifest[] => [
  configMap({
    metadata: {
      name: `${release.name}-shop`,
      labels: recommendedLabels({ name: 'shop', component: 'settings', partOf: 'shop' }),
    },
    data: {
      CURRENCY: values.currency,
      ...(values.cache.enabled ? { REDIS_ADDR: `${release.name}-redis:6379` } : {}),
    },
  }),
  ...webServer(values.frontend, release),
  ...(values.cache.enabled ? persistence(values.cache, release) : []),
  ...ingressHosts(values.entry, release),
];

const image = {
  repository: 'docker.io/nginxinc/nginx-unprivileged',
  tag: '1.29.3',
  pullPolicy: 'IfNotPresent',
} as const;

export const examples: readonly SmallShopValues[] = [
  {
    currency: 'EUR',
    frontend: { replicas: 1, image, port: 80 },
    cache: { enabled: true, storage: { type: 'emptyDir', sizeLimit: '64Mi' } },
    entry: { ingress: { enabled: false, annotations: {}, hosts: [], tls: [] } },
  },
  {
    currency: 'JPY',
    frontend: { replicas: 3, image, port: 8080 },
    cache: { enabled: false, storage: { type: 'persistentVolumeClaim', size: '1Gi' } },
    entry: {
      ingress: {
        enabled: true,
        className: 'nginx',
        annotations: {},
        hosts: [{ host: 'shop.example', paths: [{ path: '/', port: 8080 }] }],
        tls: [{ secretName: 'shop-tls', hosts: ['shop.example'] }],
      },
    },
  },
  {
    currency: 'USD',
    frontend: { replicas: 0, image, port: 80 },
    cache: { enabled: true, storage: { type: 'persistentVolumeClaim', size: '10Gi', storageClass: 'ssd' } },
    entry: { ingress: { enabled: true, annotations: {}, hosts: [], tls: [] } },
  },
];
