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

/** Kustomize counts the workloads that have a name after all renaming, too, and those that had it in between. */
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
 * @param onAmbiguous told of each name in an object for which Kustomize finds several others, and gives up
 */
export const applyNative = (
  manifests: readonly Manifest[],
  native: NativeFields,
  onAmbiguous: (referrer: Manifest, name: string) => void = () => undefined,
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
  const built = objects.map(({ before, now }) => {
    if (!isRenaming) return now;
    const ambiguous = new Set<string>();
    const object = withReferences(now, { objects, native, onAmbiguous: (name) => ambiguous.add(name) });
    for (const name of ambiguous) onAmbiguous(before as unknown as Manifest, name);
    return object;
  });
  return built as unknown as readonly Manifest[];
};
