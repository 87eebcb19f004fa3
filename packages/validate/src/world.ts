import { type Catalog, groupOf, type Identity, identityKey, identityOf, type Manifest } from '@wildermesser/manifest';
import type { ExpectedObject } from './expected-object.ts';
import { hasAll, selectorMatches } from './label-selector.ts';
import { type PodTemplate, podTemplateOf, type Selectable, templatePathOf } from './pod-template.ts';
import { at, stringMapOf } from './read-fields.ts';
import { secretsMadeBy } from './secrets-made-by.ts';

/** The part of the catalog that rules ask. */
export type KnownKinds = Pick<Catalog, 'isBuiltInGroup' | 'isNamespaced' | 'resourceOf'>;

/** All manifests of a build, indexed once; every rule reads only this. */
export interface World {
  readonly manifests: readonly Manifest[];
  readonly catalog: KnownKinds;
  readonly expected: readonly ExpectedObject[];
  /** The pod templates of the manifests, in their order. */
  readonly pods: readonly PodTemplate[];
  readonly ofKind: (group: string, kind: string) => readonly Manifest[];
  /** Every manifest with this identity: more than one is a mistake that a rule of its own reports. */
  readonly named: (identity: Identity) => readonly Manifest[];
  readonly expectedAs: (identity: Identity) => ExpectedObject | undefined;
  /** Whether somebody emits it or the cluster has it. */
  readonly has: (identity: Identity) => boolean;
  /** Names of a kind in a namespace, emitted and expected. */
  readonly namesOf: (group: string, kind: string, namespace: string) => readonly string[];
  /** Namespaces that have an object of this kind and name. */
  readonly namespacesWith: (group: string, kind: string, name: string) => readonly string[];
  /** Pods of a namespace with all these labels, those of expected workloads included. */
  readonly podsWith: (namespace: string, labels: ReadonlyMap<string, string>) => readonly Selectable[];
  /** Pods of a namespace that a `LabelSelector` takes. */
  readonly podsSelected: (namespace: string, selector: unknown) => readonly Selectable[];
  /** Pod templates of a namespace. */
  readonly podsIn: (namespace: string) => readonly PodTemplate[];
  /** Whether a Secret is there once everything runs: emitted, expected, or made by an object that is. */
  readonly hasSecret: (namespace: string, name: string) => boolean;
}

/** What `worldOf` needs beside the manifests. */
export interface WorldOptions {
  readonly catalog: KnownKinds;
  readonly expected: readonly ExpectedObject[];
}

/** Indexes the manifests. Pure; linear in their number. */
export const worldOf = (manifests: readonly Manifest[], { catalog, expected }: WorldOptions): World => {
  const byKind = new Map<string, Manifest[]>();
  const byIdentity = new Map<string, Manifest[]>();
  const names = new Map<string, Set<string>>();
  const namespaces = new Map<string, Set<string>>();
  const secrets = new Set<string>();
  const pods: PodTemplate[] = [];
  const podsByNamespace = new Map<string, PodTemplate[]>();
  const selectable = new Map<string, Selectable[]>();

  const addNames = ({ group, kind, namespace, name }: Identity): void => {
    setOf(names, `${group}/${kind}/${namespace}`).add(name);
    setOf(namespaces, `${group}/${kind}/${name}`).add(namespace);
  };
  const addSelectable = (pod: Selectable): void => {
    for (const key of [pod.namespace, ...[...pod.labels].map((label) => labelKey(pod.namespace, label))]) {
      listIn(selectable, key).push(pod);
    }
  };

  for (const manifest of manifests) {
    const identity = identityOf(manifest);
    listIn(byKind, `${identity.group}/${identity.kind}`).push(manifest);
    listIn(byIdentity, identityKey(identity)).push(manifest);
    addNames(identity);
    if (identity.namespace !== '' && catalog.isNamespaced(identity.group, identity.kind) === false) {
      // The namespace is a mistake that has a rule of its own; whoever refers to the object is right.
      listIn(byIdentity, identityKey({ ...identity, namespace: '' })).push(manifest);
      addNames({ ...identity, namespace: '' });
    }
    for (const name of secretsMadeBy(manifest)) if (name !== '') secrets.add(`${identity.namespace}/${name}`);
    const pod = podTemplateOf(manifest);
    if (pod === undefined) continue;
    pods.push(pod);
    listIn(podsByNamespace, pod.namespace).push(pod);
    addSelectable(pod);
  }
  const expectedByIdentity = new Map(expected.map((object) => [identityKey(object), object]));
  for (const object of expected) {
    addNames(object);
    if (object.group === '' && object.kind === 'Secret') secrets.add(`${object.namespace}/${object.name}`);
    if (object.labels !== undefined && templatePathOf(object.group, object.kind) !== undefined) {
      addSelectable(expectedPods(object));
    }
  }

  const named = (identity: Identity) => byIdentity.get(identityKey(identity)) ?? [];
  const expectedAs = (identity: Identity) => expectedByIdentity.get(identityKey(identity));
  const podsWith = (namespace: string, labels: ReadonlyMap<string, string>): readonly Selectable[] => {
    const lists = [...labels].map((label) => selectable.get(labelKey(namespace, label)) ?? []);
    const shortest = lists.sort((left, right) => left.length - right.length)[0] ?? selectable.get(namespace) ?? [];
    return shortest.filter((pod) => hasAll(labels, pod.labels));
  };
  return {
    manifests,
    catalog,
    expected,
    pods,
    ofKind: (group, kind) => byKind.get(`${group}/${kind}`) ?? [],
    named,
    expectedAs,
    has: (identity) => named(identity).length > 0 || expectedAs(identity) !== undefined,
    namesOf: (group, kind, namespace) => [...(names.get(`${group}/${kind}/${namespace}`) ?? [])],
    namespacesWith: (group, kind, name) => [...(namespaces.get(`${group}/${kind}/${name}`) ?? [])],
    podsWith,
    podsSelected: (namespace, selector) =>
      podsWith(namespace, stringMapOf(at(selector, 'matchLabels'))).filter(({ labels }) =>
        selectorMatches(selector, labels),
      ),
    podsIn: (namespace) => podsByNamespace.get(namespace) ?? [],
    hasSecret: (namespace, name) => secrets.has(`${namespace}/${name}`),
  };
};

/** The manifests of some kinds of a group, in the order of the kinds. */
export const ofKinds = (world: World, group: string, kinds: readonly string[]): readonly Manifest[] =>
  kinds.flatMap((kind) => world.ofKind(group, kind));

/** Whether `manifest` is of a kind, whatever its version. */
export const isA = (manifest: Manifest, group: string, kind: string): boolean =>
  manifest.kind === kind && groupOf(manifest.apiVersion) === group;

const expectedPods = ({ namespace, labels = {}, ports }: ExpectedObject): Selectable => ({
  owner: undefined,
  namespace,
  labels: new Map(Object.entries(labels)),
  ports: ports?.map(({ name = '', port, protocol = 'TCP' }) => ({ name, port, protocol })),
});

const labelKey = (namespace: string, [key, value]: readonly [string, string]): string =>
  `${namespace}\n${key}=${value}`;

const listIn = <Value>(map: Map<string, Value[]>, key: string): Value[] => {
  const list = map.get(key) ?? [];
  if (list.length === 0) map.set(key, list);
  return list;
};

const setOf = (map: Map<string, Set<string>>, key: string): Set<string> => {
  const set = map.get(key) ?? new Set();
  if (set.size === 0) map.set(key, set);
  return set;
};
