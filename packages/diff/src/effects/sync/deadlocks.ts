import { type Identity, identityKey } from '@wildermesser/manifest';
import type { Knowledge } from '../../model/knowledge.ts';
import type { World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { configurationUses } from '../pods/configuration-use.ts';
import { podTemplateOf } from '../pods/pod-template.ts';
import { at, recordsOf, textOf } from '../reading/fields.ts';

/** Two objects of one Application of which the first waits for the second, and the second is never applied. */
export interface Deadlock {
  readonly waits: SideObject;
  readonly for: SideObject;
  readonly reason: 'needed later' | 'first consumer later';
}

/** Kinds whose health a wave waits for, and which are not healthy until their Pods run. */
const waiting = new Set(['DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'StatefulSet']);

/** Everything in an Application that waits for what a later wave applies. */
export const deadlocksIn = (
  { waveOf, hookOf }: Pick<Knowledge, 'waveOf' | 'hookOf'>,
  world: World,
  objects: readonly SideObject[],
): readonly Deadlock[] => {
  const ordinary = objects.filter(({ manifest }) => hookOf(manifest).status === 'none');
  const byKey = new Map(ordinary.map((object) => [identityKey(object.identity), object]));
  return ordinary
    .filter(({ identity }) => waiting.has(identity.kind))
    .flatMap((pods) => {
      const wave = waveOf(pods.manifest);
      const needed = neededBy(pods).flatMap((identity) => byKey.get(identityKey(identity)) ?? []);
      return needed.flatMap((object): readonly Deadlock[] => {
        const other = waveOf(object.manifest);
        if (other > wave) return [{ waits: pods, for: object, reason: 'needed later' }];
        return other < wave && bindsLate(world, object)
          ? [{ waits: object, for: pods, reason: 'first consumer later' }]
          : [];
      });
    });
};

const neededBy = ({ identity, manifest }: SideObject): readonly Identity[] => {
  const spec = podTemplateOf(manifest)?.spec ?? {};
  const named = (kind: string, name: string): Identity => ({ group: '', kind, namespace: identity.namespace, name });
  const account = textOf(spec.serviceAccountName);
  return [
    ...configurationUses(spec).map(({ kind, name }) => named(kind, name)),
    ...(account === '' ? [] : [named('ServiceAccount', account)]),
    ...recordsOf(spec.volumes).map((volume) =>
      named('PersistentVolumeClaim', textOf(at(volume, 'persistentVolumeClaim', 'claimName'))),
    ),
  ];
};

/** A claim of such a class stays pending, which counts as progressing, until a Pod uses it. */
const bindsLate = (world: World, { identity, manifest }: SideObject): boolean => {
  if (identity.kind !== 'PersistentVolumeClaim') return false;
  const name = textOf(at(manifest, 'spec', 'storageClassName'));
  const storageClass = world.find({ group: 'storage.k8s.io', kind: 'StorageClass', namespace: '', name });
  return at(storageClass?.manifest, 'volumeBindingMode') === 'WaitForFirstConsumer';
};
