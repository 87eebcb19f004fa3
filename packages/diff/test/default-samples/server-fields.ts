import type { Manifest } from '@wildermesser/manifest';

type Fields = Record<string, unknown>;

/** What the API server's allocators and admission write into a kind; no manifest can tell it. By the field's path. */
const written: Readonly<Record<string, readonly string[]>> = {
  // Allocated addresses and ports, and the families of the cluster's network.
  Service: ['spec.clusterIP', 'spec.clusterIPs', 'spec.ipFamilies', 'spec.ipFamilyPolicy', 'spec.healthCheckNodePort'],
  // Admission: the value of the priority class, and tolerations for nodes that are not ready.
  Pod: ['spec.priority', 'spec.preemptionPolicy', 'spec.tolerations'],
  // A counter of an older version of the API.
  DaemonSet: ['metadata.annotations'],
  // Labels and the selector by the object's own uid.
  Job: ['metadata.labels', 'spec.selector', 'spec.template.metadata'],
  // The finalizer of the protection of volumes in use.
  PersistentVolume: ['metadata.finalizers'],
  PersistentVolumeClaim: ['metadata.finalizers'],
  // Its own name as a label, and the finalizer of its controller.
  Namespace: ['metadata.labels', 'spec.finalizers'],
};

const at = (fields: unknown, key: string): unknown => (fields as Fields | undefined)?.[key];

/** Removes a field from a copy, with the map that is empty without it, unless the sample has it, too. */
const remove = (answer: Fields, sample: unknown, [key = '', ...rest]: readonly string[]): void => {
  if (rest.length > 0 && at(answer, key) !== undefined) {
    const inner = answer[key] as Fields;
    remove(inner, at(sample, key), rest);
    if (Object.keys(inner).length === 0 && at(sample, key) === undefined) delete answer[key];
  } else if (at(sample, key) === undefined) delete answer[key];
  else answer[key] = at(sample, key);
};

const withoutInList = (answer: Fields, list: string, key: string): void => {
  for (const entry of (at(answer.spec, list) ?? []) as Fields[]) delete entry[key];
};

/** An address that is written is also the first of the list. */
const pathsOf = (sample: Manifest): readonly string[] => {
  const hasAddress = at(at(sample, 'spec'), 'clusterIP') !== undefined;
  return (written[sample.kind] ?? []).filter((path) => path !== 'spec.clusterIPs' || !hasAddress);
};

/** An answer of the API server without what it writes on its own account; a field that the sample has is the sample's. */
export const withoutServerFields = (answer: Manifest, sample: Manifest): Manifest => {
  const { status: _, metadata, ...copy } = structuredClone(answer) as unknown as Fields;
  const { name, namespace, labels, annotations, finalizers } = metadata as Fields;
  const kept: Fields = {
    ...copy,
    metadata: Object.fromEntries(
      Object.entries({ name, namespace, labels, annotations, finalizers }).filter(([, value]) => value !== undefined),
    ),
  };
  for (const path of pathsOf(sample)) remove(kept, sample, path.split('.'));
  if (sample.kind === 'Service') withoutInList(kept, 'ports', 'nodePort');
  // A claim that a template makes has a state; the template has none.
  if (sample.kind === 'StatefulSet') withoutInList(kept, 'volumeClaimTemplates', 'status');
  return kept as unknown as Manifest;
};
