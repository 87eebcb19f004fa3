import { groupOf, type Identity, identityOf, type Manifest } from '@wildermesser/manifest';
import type { ExpectedObject } from './expected-object.ts';
import type { KnownKinds } from './world.ts';

/** What exists, for advice about a name that does not. */
export interface ObjectNames {
  readonly inNamespace: (group: string, kind: string, namespace: string) => readonly string[];
  readonly namespacesWith: (group: string, kind: string, name: string) => readonly string[];
}

/** The names of all manifests and expected objects, in their order. */
export const objectNames = (
  manifests: readonly Manifest[],
  catalog: KnownKinds,
  expected: readonly ExpectedObject[],
): ObjectNames => {
  const names = new Map<string, Set<string>>();
  const namespaces = new Map<string, Set<string>>();
  const add = ({ group, kind, namespace, name }: Identity): void => {
    addTo(names, `${group}/${kind}/${namespace}`, name);
    addTo(namespaces, `${group}/${kind}/${name}`, namespace);
  };
  for (const manifest of manifests) {
    const identity = identityOf(manifest);
    add(identity);
    if (identity.namespace !== '' && catalog.isNamespaced(groupOf(manifest.apiVersion), manifest.kind) === false) {
      add({ ...identity, namespace: '' });
    }
  }
  for (const object of expected) add(object);
  return {
    inNamespace: (group, kind, namespace) => [...(names.get(`${group}/${kind}/${namespace}`) ?? [])],
    namespacesWith: (group, kind, name) => [...(namespaces.get(`${group}/${kind}/${name}`) ?? [])],
  };
};

const addTo = (map: Map<string, Set<string>>, key: string, value: string): void => {
  const values = map.get(key);
  if (values === undefined) map.set(key, new Set([value]));
  else values.add(value);
};
