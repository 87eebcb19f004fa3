import { type Catalog, groupOf, type Identity, identityKey, type Manifest } from '@wildermesser/manifest';
import type { ExpectedObject } from './expected-object.ts';
import { expressionsMatch } from './label-selector.ts';
import { objectIndex } from './object-index.ts';
import { type ObjectNames, objectNames } from './object-names.ts';
import { podIndex } from './pod-index.ts';
import { type PodTemplate, podTemplateAt, type Selectable, templatePathOf } from './pod-template.ts';
import { at, stringMapOf } from './read-fields.ts';

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
  /** The manifests whose identity an earlier one has. */
  readonly repeated: ReadonlySet<Manifest>;
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
  const objects = objectIndex(catalog);
  const selectable = podIndex();
  const secrets = new Set<string>();
  const pods: PodTemplate[] = [];
  const podsByNamespace = new Map<string, PodTemplate[]>();

  for (const manifest of manifests) {
    const { templatePath, secretNames } = objects.add(manifest);
    const namespace = manifest.metadata.namespace ?? '';
    if (secretNames !== undefined) {
      for (const name of secretNames(manifest)) if (name !== '') secrets.add(`${namespace}/${name}`);
    }
    if (templatePath === undefined) continue;
    const pod = podTemplateAt(manifest, templatePath);
    pods.push(pod);
    const neighbours = podsByNamespace.get(namespace);
    if (neighbours === undefined) podsByNamespace.set(namespace, [pod]);
    else neighbours.push(pod);
    selectable.add(pod);
  }
  const expectedByIdentity = new Map(expected.map((object) => [identityKey(object), object]));
  for (const object of expected) {
    if (object.group === '' && object.kind === 'Secret') secrets.add(`${object.namespace}/${object.name}`);
    if (object.labels !== undefined && templatePathOf(object.group, object.kind) !== undefined) {
      selectable.add(expectedPods(object));
    }
  }

  const { ofKind, named, repeated } = objects;
  const expectedAs = (identity: Identity) => expectedByIdentity.get(identityKey(identity));
  // Only a reference that leads nowhere asks for these.
  let names: ObjectNames | undefined;
  const known = (): ObjectNames => {
    names ??= objectNames(manifests, catalog, expected);
    return names;
  };
  return {
    manifests,
    catalog,
    expected,
    pods,
    ofKind,
    named,
    repeated,
    expectedAs,
    has: (identity) => named(identity).length > 0 || expectedAs(identity) !== undefined,
    namesOf: (group, kind, namespace) => known().inNamespace(group, kind, namespace),
    namespacesWith: (group, kind, name) => known().namespacesWith(group, kind, name),
    podsWith: selectable.podsWith,
    podsSelected: (namespace, selector) =>
      selectable
        .podsWith(namespace, stringMapOf(at(selector, 'matchLabels')))
        .filter(({ labels }) => expressionsMatch(selector, labels)),
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
