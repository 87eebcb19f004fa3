import type { Settings } from '@wildermesser/emit';
import { applyNative } from '@wildermesser/emit/kustomize';
import { groupOf, loadCatalog, type Manifest } from '@wildermesser/manifest';
import bundle from '../bundle.ts';
import { currencyservice } from '../src/currencyservice/currencyservice.ts';
import { currencyserviceEnvironments } from '../src/currencyservice/environments.ts';
import { hipsterShopEnvironments } from '../src/hipster-shop/environments.ts';
import { frontend } from '../src/hipster-shop/frontend.ts';
import { type HipsterShopValues, hipsterShop } from '../src/hipster-shop/hipster-shop.ts';
import { redis } from '../src/hipster-shop/redis.ts';
import { servicesEnvironments } from '../src/services/environments.ts';
import { services } from '../src/services/services.ts';

export const environments = ['dev', 'prod'] as const;
export type EnvironmentName = (typeof environments)[number];

export const catalog = await loadCatalog();

export const settings: Settings = {
  repository: 'https://git.example/repo.git',
  revision: 'refs/heads/main',
  cluster: 'https://kubernetes.default.svc',
  argocdNamespace: 'argocd',
  kubernetes: '1.36',
};

const placed = (namespace: string, manifests: readonly Manifest[]): readonly Manifest[] =>
  manifests.map((manifest) =>
    manifest.metadata.namespace === undefined && catalog.isNamespaced(groupOf(manifest.apiVersion), manifest.kind)
      ? { ...manifest, metadata: { ...manifest.metadata, namespace } }
      : manifest,
  );

/** The chart with its subcharts. */
export const wholeShop = (values: HipsterShopValues): readonly Manifest[] => [
  ...hipsterShop(values),
  ...frontend(values.frontend),
  ...(values.redis.enabled ? redis(values.redis) : []),
];

/** Everything of the shop in one environment, in the namespaces of its components. */
export const shopOf = (environment: EnvironmentName): readonly Manifest[] => {
  const shop = hipsterShopEnvironments[environment];
  const both = servicesEnvironments[environment];
  const currency = currencyserviceEnvironments[environment];
  return [
    ...placed(shop.namespace, wholeShop(shop.values)),
    ...placed(both.namespace, services(both.values)),
    ...placed(currency.namespace, applyNative(currencyservice(currency.values), currency.native ?? {})),
  ];
};

/** Everything that the bundle emits. */
export const bundled: readonly Manifest[] = bundle.components.flatMap((component) =>
  placed(component.namespace, component.manifests(settings)),
);

/** What the bundle relies on without emitting it. */
export const expected = bundle.components.flatMap(({ expects = [] }) => expects);

/** The manifests of a kind. */
export const ofKind = <Kind extends Manifest>(manifests: readonly Manifest[], kind: Kind['kind']): readonly Kind[] =>
  manifests.filter((manifest): manifest is Kind => manifest.kind === kind);
