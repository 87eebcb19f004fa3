import type { Manifest } from '@wildermesser/manifest';
import type { NativeFields } from './native-fields.ts';
import { withImages } from './native-images.ts';
import { withLabels } from './native-labels.ts';
import { formerNames, head, type NamedObject, renamed } from './native-names.ts';
import { withReferences } from './native-references.ts';
import { type PlainMap, plainManifest, valueAt } from './plain-value.ts';
import { updateMapAt } from './update-at.ts';

/** Kinds that `replicas` of a kustomization sets. */
export const scalable: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

const asManifest = (object: PlainMap): Manifest => object as unknown as Manifest;

/** Is told of an object, of a name in it, and of those that the name may mean. */
export type OnAmbiguous = (referrer: Manifest, name: string, candidates: readonly Manifest[]) => void;

/** A count is for whatever has, or has had, the name: as written, between prefix and suffix, or at the end. */
const withReplicas = (object: NamedObject, native: NativeFields): PlainMap => {
  const { now } = object;
  if (!scalable.has(String(valueAt(now, 'kind')))) return now;
  const names = [...formerNames(object, native), head(now).metadata.name];
  const counts = (native.replicas ?? []).filter(({ name }) => names.includes(name));
  return counts.reduce(
    (object, { count }) => updateMapAt(object, ['spec'], (spec) => ({ ...spec, replicas: count })) as PlainMap,
    now,
  );
};

/**
 * What Kustomize 5.8.1 makes of these manifests by the fields of a kustomization: generated ConfigMaps, namespace, names,
 * labels, replicas, images, and at last the references to what was renamed. Modelled are the references of
 * `name-references.ts` and the subjects of role bindings; what is not modelled is a finding of `emitKustomize`.
 *
 * @param onAmbiguous told of each name in an object for which Kustomize finds several others, and gives up; all as they
 *   were before
 */
export const applyNative = (
  manifests: readonly Manifest[],
  native: NativeFields,
  onAmbiguous: OnAmbiguous = () => undefined,
): readonly Manifest[] => {
  const generated = (native.configMapGenerator ?? []).map(({ name, literals }): PlainMap => {
    const data = Object.keys(literals).length === 0 ? {} : { data: literals };
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...data };
  });
  const objects = [...manifests.map(plainManifest), ...generated].map((before) => {
    const now = withLabels(renamed(before, native), native.labels ?? []);
    return { before, now: withImages(withReplicas({ before, now }, native), native.images ?? []) };
  });
  const { namePrefix, nameSuffix, namespace } = native;
  const isRenaming = [namePrefix, nameSuffix, namespace].some((field) => field !== undefined && field !== '');
  return objects.map(({ before, now }) => {
    if (!isRenaming) return asManifest(now);
    const told = new Set<string>();
    const tellOnce = (name: string, found: readonly NamedObject[]): void => {
      const key = [name, ...found.map((each) => objects.indexOf(each))].join(' ');
      if (told.has(key)) return;
      told.add(key);
      const candidates = found.map((each) => asManifest(each.before));
      onAmbiguous(asManifest(before), name, candidates);
    };
    return asManifest(withReferences(now, { objects, native, onAmbiguous: tellOnce }));
  });
};
