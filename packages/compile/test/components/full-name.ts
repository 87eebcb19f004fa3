import type { Manifest } from '@wildermesser/manifest';
import { configMap, service } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels } from '@wildermesser/manifest/workload';

/** How objects are called. */
export interface FullNameValues {
  /** In place of the component's name within names. */
  readonly nameOverride?: string;
  /** In place of the whole name. */
  readonly fullnameOverride?: string;
  /** Domain of the cluster. @default "cluster.local" */
  readonly clusterDomain: string;
  /** Prefixes that mark a name as production. @default ["prod-"] */
  readonly productionPrefixes: readonly string[];
}

/** The rule that every chart has: no release `shop` ends up with objects called `shop-shop`. */
const fullName = (values: FullNameValues, release: Release, component: string): string => {
  if (values.fullnameOverride !== undefined && values.fullnameOverride !== '') return values.fullnameOverride;
  const name = values.nameOverride || component;
  return release.name.includes(name) ? release.name : `${release.name}-${name}`;
};

/** Names that depend on the release, and texts that depend on names. */
export const fullNameOf = (values: FullNameValues, release: Release): readonly Manifest[] => {
  const name = fullName(values, release, 'catalog');
  const isProduction = release.name.startsWith('prod-') || values.productionPrefixes.includes(release.namespace);
  const host = [name, release.namespace, 'svc', values.clusterDomain].join('.');
  const labels = {
    ...recommendedLabels({ app: name, name: 'catalog', component: 'backend', partOf: 'catalog' }),
    env: isProduction ? 'prod' : 'test',
  };
  return [
    configMap({
      metadata: { name: `${name}-address`, labels },
      data: {
        host,
        url: `http://${host}:8080/`,
        variable: `${name.replaceAll('-', '_')}_HOST`,
        local: values.clusterDomain.endsWith('.local') ? 'yes' : 'no',
        length: String(name.length),
      },
    }),
    service({
      metadata: { name, labels },
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 8080 }] },
    }),
  ];
};

export const examples: readonly FullNameValues[] = [
  { clusterDomain: 'cluster.local', productionPrefixes: ['prod-'] },
  { nameOverride: '', fullnameOverride: '', clusterDomain: 'example.org', productionPrefixes: [] },
  { nameOverride: 'a', clusterDomain: 'k8s.local', productionPrefixes: ['shop', 'team'] },
  { nameOverride: 'a', fullnameOverride: 'whole', clusterDomain: 'x', productionPrefixes: ['default'] },
];
