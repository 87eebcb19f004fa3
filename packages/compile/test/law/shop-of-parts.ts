import type { Manifest } from '@wildermesser/manifest';
import { configMap } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { persistence } from '../components/persistence.ts';
import { examples, type SmallShopCacheValues, type SmallShopValues } from '../components/small-shop.ts';
import { webServer } from '../components/web-server.ts';

/** What the shop has beside its parts. */
export const shopSettings = (values: SmallShopValues, release: Release): readonly Manifest[] => [
  configMap({
    metadata: { name: `${release.name}-shop` },
    data: {
      CURRENCY: values.currency,
      REPLICAS: String(values.frontend.replicas),
      ...(values.cache.enabled ? { REDIS_ADDR: `${release.name}-redis:6379` } : {}),
    },
  }),
];

/** A part that the shop's values switch off. */
export const shopCache = (values: SmallShopCacheValues, release: Release): readonly Manifest[] =>
  persistence(values, release);

export const shopFrontend = webServer;

/** The shop and those of its parts that are on, in the order of their keys. */
export const shopOfParts = (values: SmallShopValues, release: Release): readonly Manifest[] => [
  ...shopSettings(values, release),
  ...(values.cache.enabled ? shopCache(values.cache, release) : []),
  ...shopFrontend(values.frontend, release),
];

export { examples };
