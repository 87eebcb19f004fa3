import type { Manifest } from '@wildermesser/manifest';
import type { NativeFields, NativeReplicas } from './native-fields.ts';
import { withImages } from './native-images.ts';
import { withLabels } from './native-labels.ts';
import { type NamedObject, renamed, withReferences } from './native-names.ts';
import { type PlainMap, plainManifest, valueAt } from './plain-value.ts';
import { updateMapAt } from './update-at.ts';

/** Kinds that `replicas` of a kustomization sets. */
export const scalable: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

const withReplicas = ({ before, now }: NamedObject, replicas: readonly NativeReplicas[]): PlainMap => {
  if (!scalable.has(String(valueAt(now, 'kind')))) return now;
  const name = (before as unknown as Manifest).metadata.name;
  const counts = replicas.filter((entry) => entry.name === name);
  return counts.reduce(
    (object, { count }) => updateMapAt(object, ['spec'], (spec) => ({ ...spec, replicas: count })) as PlainMap,
    now,
  );
};

/**
 * What Kustomize 5.8.1 makes of these manifests by the fields of a kustomization: generated ConfigMaps, namespace, names,
 * labels, replicas, images, and at last the references to what was renamed. Modelled are the references of
 * `name-references.ts` and the subjects of role bindings; what is not modelled is a finding of `emitKustomize`.
 */
export const applyNative = (manifests: readonly Manifest[], native: NativeFields): readonly Manifest[] => {
  const generated = (native.configMapGenerator ?? []).map(({ name, literals }): PlainMap => {
    const data = Object.keys(literals).length === 0 ? {} : { data: literals };
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...data };
  });
  const objects = [...manifests.map(plainManifest), ...generated].map((before) => {
    const now = withLabels(renamed(before, native), native.labels ?? []);
    return { before, now: withImages(withReplicas({ before, now }, native.replicas ?? []), native.images ?? []) };
  });
  const { namePrefix, nameSuffix, namespace } = native;
  const isRenaming = [namePrefix, nameSuffix, namespace].some((field) => field !== undefined && field !== '');
  const built = objects.map(({ now }) => (isRenaming ? withReferences(now, objects, native) : now));
  return built as unknown as readonly Manifest[];
};
