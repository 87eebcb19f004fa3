import { groupOf, type Identity, type Manifest } from '@wildermesser/manifest';
import { templatePathOf } from './pod-template.ts';
import { type SecretNames, secretsMadeBy } from './secrets-made-by.ts';
import type { KnownKinds } from './world.ts';

/** The manifests of one kind, with what is the same for all of them. */
export interface IndexedKind {
  readonly manifests: Manifest[];
  /** By namespace and name: strings that exist already, where a key of both would be made for each manifest. */
  readonly objects: Map<string, Map<string, Manifest[]>>;
  readonly clusterScoped: boolean;
  readonly templatePath: readonly string[] | undefined;
  readonly secretNames: SecretNames | undefined;
}

/** Finds manifests by kind and identity. */
export interface ObjectIndex {
  readonly add: (manifest: Manifest) => IndexedKind;
  readonly ofKind: (group: string, kind: string) => readonly Manifest[];
  readonly named: (identity: Identity) => readonly Manifest[];
  readonly repeated: ReadonlySet<Manifest>;
}

const none: readonly Manifest[] = Object.freeze([]);

/** An empty index. */
export const objectIndex = (catalog: KnownKinds): ObjectIndex => {
  const byGroup = new Map<string, Map<string, IndexedKind>>();
  const byVersion = new Map<string, Map<string, IndexedKind>>();
  const repeated = new Set<Manifest>();

  const addKind = (group: string, kind: string): IndexedKind => {
    const added: IndexedKind = {
      manifests: [],
      objects: new Map(),
      clusterScoped: catalog.isNamespaced(group, kind) === false,
      templatePath: templatePathOf(group, kind),
      secretNames: secretsMadeBy(group, kind),
    };
    put(byGroup, group, kind, added);
    return added;
  };
  const kindOf = ({ apiVersion, kind }: Manifest): IndexedKind => {
    const known = byVersion.get(apiVersion)?.get(kind);
    if (known !== undefined) return known;
    const group = groupOf(apiVersion);
    const indexed = byGroup.get(group)?.get(kind) ?? addKind(group, kind);
    put(byVersion, apiVersion, kind, indexed);
    return indexed;
  };

  return {
    add: (manifest) => {
      const indexed = kindOf(manifest);
      const { metadata } = manifest;
      const namespace = keyOf(metadata.namespace ?? '');
      const name = keyOf(metadata.name ?? metadata.generateName ?? '');
      indexed.manifests.push(manifest);
      const same = addObject(indexed, namespace, name, manifest);
      if (same.length > 1) repeated.add(manifest);
      // The namespace is a mistake that has a rule of its own; whoever refers to the object is right.
      if (indexed.clusterScoped && namespace !== '') addObject(indexed, '', name, manifest);
      return indexed;
    },
    ofKind: (group, kind) => byGroup.get(group)?.get(kind)?.manifests ?? none,
    named: ({ group, kind, namespace, name }) =>
      byGroup.get(group)?.get(kind)?.objects.get(keyOf(namespace))?.get(keyOf(name)) ?? none,
    repeated,
  };
};

/** What is no string is a mistake of the schema; here equal ones are still equal. */
const keyOf = (text: string): string => (typeof text === 'string' ? text : String(text));

const put = (map: Map<string, Map<string, IndexedKind>>, outer: string, inner: string, value: IndexedKind): void => {
  const values = map.get(outer);
  if (values === undefined) map.set(outer, new Map([[inner, value]]));
  else values.set(inner, value);
};

const addObject = ({ objects }: IndexedKind, namespace: string, name: string, manifest: Manifest): Manifest[] => {
  let names = objects.get(namespace);
  if (names === undefined) {
    names = new Map();
    objects.set(namespace, names);
  }
  const same = names.get(name);
  if (same === undefined) {
    const list = [manifest];
    names.set(name, list);
    return list;
  }
  same.push(manifest);
  return same;
};
