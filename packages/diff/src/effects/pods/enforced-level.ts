import type { PodSecurityLevel } from '../../model/knowledge.ts';
import type { World } from '../../model/rule.ts';
import { at, stringMapOf } from '../reading/fields.ts';

const label = 'pod-security.kubernetes.io/enforce';

/** The levels of the Pod Security Standards, laxest first. */
export const podSecurityLevels: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

/**
 * The level that a namespace enforces, by its Namespace or by what an Application says of one that it creates;
 * undefined when neither is declared, and so the cluster decides.
 */
export const enforcedLevel = (world: World, namespace: string): PodSecurityLevel | undefined => {
  const object = world.find({ group: '', kind: 'Namespace', namespace: '', name: namespace });
  const managed = world.applications
    .filter(({ manifest }) => at(manifest, 'spec', 'destination', 'namespace') === namespace)
    .map(({ manifest }) => at(manifest, 'spec', 'syncPolicy', 'managedNamespaceMetadata', 'labels'))
    .find((labels) => labels !== undefined);
  const labels = object === undefined ? managed : object.manifest.metadata.labels;
  if (object === undefined && managed === undefined) return undefined;
  const level = stringMapOf(labels).get(label);
  return podSecurityLevels.find((known) => known === level) ?? 'privileged';
};
