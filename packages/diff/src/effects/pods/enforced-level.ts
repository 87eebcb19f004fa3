import type { PodSecurityLevel } from '../../model/knowledge.ts';
import type { World } from '../../model/rule.ts';
import { at, stringMapOf } from '../reading/fields.ts';

const label = 'pod-security.kubernetes.io/enforce';

/** The levels of the Pod Security Standards, laxest first. */
export const podSecurityLevels: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

/** By side: labels that Applications give to the namespaces they create. */
const managedLabels = new WeakMap<World, ReadonlyMap<unknown, unknown>>();

const managedIn = (world: World): ReadonlyMap<unknown, unknown> => {
  const known = managedLabels.get(world);
  if (known !== undefined) return known;
  const found = new Map(
    world.applications.flatMap(({ manifest }) => {
      const labels = at(manifest, 'spec', 'syncPolicy', 'managedNamespaceMetadata', 'labels');
      return labels === undefined ? [] : [[at(manifest, 'spec', 'destination', 'namespace'), labels]];
    }),
  );
  managedLabels.set(world, found);
  return found;
};

/**
 * The level that a namespace enforces, by its Namespace or by what an Application says of one that it creates;
 * undefined when neither is declared, and so the cluster decides.
 */
export const enforcedLevel = (world: World, namespace: string): PodSecurityLevel | undefined => {
  const object = world.find({ group: '', kind: 'Namespace', namespace: '', name: namespace });
  const labels = object === undefined ? managedIn(world).get(namespace) : (object.manifest.metadata.labels ?? {});
  if (labels === undefined) return undefined;
  const level = stringMapOf(labels).get(label);
  return podSecurityLevels.find((known) => known === level) ?? 'privileged';
};
