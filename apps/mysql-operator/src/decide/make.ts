import { isLeftOver, isOfInstance } from './children/belonging.ts';
import { type Outcome, whileHeld, whileMoving } from './decision.ts';
import type { Exactly } from './effect.ts';
import { isInSync, stamped } from './in-sync.ts';
import type { Look } from './look.ts';
import type { Piece } from './wanted.ts';

/** An object as it is named where it may be changed or deleted. */
export const exactly = ({
  metadata,
}: {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly uid: string };
}): Exactly => ({ namespace: metadata.namespace ?? '', name: metadata.name, uid: metadata.uid });

/** What is told of a step that makes or changes something. */
type Words = Pick<Outcome, 'state' | 'progress' | 'reason' | 'message'>;

const creating = (message: string): Words => ({ state: 'Creating', progress: 'moving', reason: 'Creating', message });

export const conflict = (kind: string, name: string, why: string): Outcome => ({
  state: 'NameConflict',
  progress: 'held',
  reason: 'NameConflict',
  message: `the ${kind} ${name} ${why}`,
  requeueAfter: whileHeld,
});

/** The step that brings one object about, undefined when it is as wanted. */
export const make = (look: Look, { wanted, there, isTakenOver }: Piece, words?: Words): Outcome | undefined => {
  const { mysql } = look;
  const name = wanted.metadata.name ?? '';
  const said = words ?? creating('making what belongs to it');
  if (there !== undefined) {
    if (!isOfInstance(there, mysql))
      return conflict(wanted.kind, name, 'exists and is not of this MySQL; rename one of them');
    if (there.metadata.deletionTimestamp !== undefined)
      return { ...creating(`waiting until the ${wanted.kind} ${name} is deleted`), requeueAfter: whileMoving };
    if (isLeftOver(there, mysql) && !isTakenOver && wanted.kind !== 'PersistentVolume')
      return {
        ...creating(`deleting the ${wanted.kind} ${name} of a MySQL that is gone`),
        effect: { do: 'delete', kind: wanted.kind, object: exactly(there) },
      };
    const unlike = unlikeClass(wanted, there);
    if (unlike !== undefined) return conflict(wanted.kind, name, unlike);
  }
  return isInSync(there, wanted) ? undefined : { ...said, effect: { do: 'apply', object: stamped(wanted) } };
};

/** A claim never changes its class, so one that was taken over has to have it already. */
const unlikeClass = (wanted: Piece['wanted'], there: NonNullable<Piece['there']>): string | undefined => {
  if (wanted.kind !== 'PersistentVolumeClaim' || !('spec' in there) || there.spec === undefined) return undefined;
  const held = 'storageClassName' in there.spec ? there.spec.storageClassName : undefined;
  const [has, asks] = [held ?? '', wanted.spec.storageClassName ?? ''];
  return has === asks
    ? undefined
    : `is of the storage class '${has}', and '${asks}' is wanted; make the MySQL with that class`;
};

/** The first step of several objects. */
export const makeAll = (look: Look, pieces: readonly Piece[]): Outcome | undefined => {
  for (const piece of pieces) {
    const outcome = make(look, piece);
    if (outcome !== undefined) return outcome;
  }
  return undefined;
};

/** Volumes whose claim is gone keep its uid, and nobody else may have them. */
export const freeVolumes = (look: Look): Outcome | undefined => {
  const { mysql, snapshot } = look;
  const { dataVolume, dataClaim, backupVolume, backupClaim } = snapshot.children;
  if (mysql.spec.storage_class !== undefined) return undefined;
  for (const [volume, claim] of [
    [dataVolume, dataClaim],
    [backupVolume, backupClaim],
  ] as const) {
    const bound = volume?.spec.claimRef?.uid;
    if (volume === undefined || bound === undefined || bound === claim?.metadata.uid) continue;
    if (!isOfInstance(volume, mysql) || volume.status?.phase !== 'Released') continue;
    return {
      ...creating(`taking over the volume ${volume.metadata.name} that was left, with its data`),
      effect: { do: 'free-volume', name: volume.metadata.name, resourceVersion: volume.metadata.resourceVersion },
    };
  }
  return undefined;
};
