import { compareBytes, groupOf, type Manifest } from '@wildermesser/manifest';
import { appProject } from '@wildermesser/manifest/argoproj/v1alpha1';
import type { Bundle } from './component.ts';
import type { Settings } from './settings.ts';

const distinct = <Item>(items: readonly Item[], key: (item: Item) => string): Item[] => {
  const byKey = new Map<string, Item>();
  for (const item of items) byKey.set(key(item), item);
  return [...byKey].sort(([a], [b]) => compareBytes(a, b)).map(([, item]) => item);
};

const kindOf = ({ apiVersion, kind }: Manifest): { group: string; kind: string } => ({
  group: groupOf(apiVersion),
  kind,
});

/**
 * The AppProject of a bundle: exactly the namespaces and kinds that its manifests have, cluster-scoped ones by name.
 * A pull request that widens it therefore shows so.
 *
 * @param manifests all manifests of the bundle, namespaces filled in
 * @param destinations the namespaces of the Applications
 */
export const bundleProject = (
  project: string,
  bundle: Bundle,
  manifests: readonly Manifest[],
  destinations: readonly string[],
  settings: Settings,
): Manifest => {
  const namespaced = manifests.filter(({ metadata }) => metadata.namespace !== undefined);
  const clusterScoped = manifests.filter(({ metadata }) => metadata.namespace === undefined);
  const namespaces = distinct(
    [...destinations, ...namespaced.map(({ metadata }) => metadata.namespace ?? '')],
    (namespace) => namespace,
  );
  const entry = ({ group, kind, name = '' }: { group: string; kind: string; name?: string }): string =>
    `${group}/${kind}/${name}`;
  return appProject({
    metadata: {
      name: project,
      namespace: settings.argocdNamespace,
      // Before the Applications that belong to it.
      annotations: { 'argocd.argoproj.io/sync-wave': '-1' },
    },
    spec: {
      description: bundle.description,
      sourceRepos: [settings.repository],
      destinations: namespaces.map((namespace) => ({ server: settings.cluster, namespace })),
      clusterResourceWhitelist: distinct(
        clusterScoped.map((manifest) => ({ ...kindOf(manifest), name: manifest.metadata.name ?? '*' })),
        entry,
      ),
      namespaceResourceWhitelist: distinct(namespaced.map(kindOf), entry),
    },
  });
};
