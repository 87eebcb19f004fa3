import { annotations, finalizer } from '../resource/index.ts';
import { againLater } from './again.ts';
import { isOfInstance, lastingLabels } from './children/belonging.ts';
import { taskJob } from './children/job.ts';
import { type Outcome, whileHeld, whileMoving } from './decision.ts';
import { isInSync, stamped } from './in-sync.ts';
import { backupRecorded, backupSaid, isOwnJob, jobEnd } from './job-end.ts';
import { makeSecret } from './living.ts';
import type { Look } from './look.ts';
import { conflict, exactly, freeVolumes, makeAll } from './make.ts';
import { hasNothingToLose } from './nothing-to-lose.ts';
import { awaitServer, deploy } from './server.ts';
import { networkPieces, storagePieces } from './wanted.ts';

/** What becomes of the data: the policy, or `Delete` when the annotation names this very MySQL. */
export const policyOf = ({ mysql }: Look): 'Backup' | 'Retain' | 'Delete' =>
  isBackupSkipped(mysql) ? 'Delete' : (mysql.spec.deletion_policy ?? 'Backup');

/** Whether somebody who knows this MySQL wants no last backup. */
export const isBackupSkipped = ({ metadata }: Look['mysql']): boolean =>
  metadata.annotations?.[annotations.skipFinalBackup] === metadata.uid;

/** The backup that this MySQL's own Job made after the request to delete it, and verified. */
export const lastBackup = ({ mysql, snapshot }: Look) => {
  const job = snapshot.children.backupJob;
  if (job === undefined || !isOwnJob(job, mysql) || jobEnd(job, snapshot.pods).is !== 'complete') return undefined;
  const since = mysql.metadata.deletionTimestamp;
  return since !== undefined && job.metadata.creationTimestamp >= since ? backupRecorded(job) : undefined;
};

/** The state of a MySQL that is to go. */
export const leave = (look: Look): Outcome => {
  if (!look.mysql.metadata.finalizers?.includes(finalizer)) return gone;
  const policy = policyOf(look);
  const isSaved = policy === 'Backup' && lastBackup(look) !== undefined;
  if (look.snapshot.isNamespaceTerminating && policy !== 'Delete' && !isSaved) return retainVolumes(look);
  if (policy === 'Backup' && !isSaved && !hasNothingToLose(look)) return backUp(look);
  return policy === 'Retain' ? retain(look) : remove(look);
};

const gone: Outcome = { state: 'Gone', progress: 'settled', reason: 'Removing', message: 'nothing is left to do' };

const backingUp = (message: string): Pick<Outcome, 'state' | 'progress' | 'reason' | 'message'> => ({
  state: 'BackingUp',
  progress: 'moving',
  reason: 'BackingUp',
  message,
});

const backUp = (look: Look): Outcome => {
  const { mysql, snapshot, names } = look;
  const job = snapshot.children.backupJob;
  if (job === undefined) return prepareBackup(look) ?? backup(look);
  if (!isOfInstance(job, mysql)) return conflict('Job', names.backupJob, 'exists and is not of this MySQL; delete it');
  if (job.metadata.deletionTimestamp !== undefined)
    return { ...backingUp('waiting until the Job before is deleted'), requeueAfter: whileMoving };
  const again = { do: 'delete', kind: 'Job', object: exactly(job) } as const;
  const since = mysql.metadata.deletionTimestamp ?? '';
  if (!isOwnJob(job, mysql) || job.metadata.creationTimestamp < since)
    return { ...backingUp('deleting the Job of an earlier backup; the backup stays'), effect: again };
  const end = jobEnd(job, snapshot.pods);
  if (end.is === 'complete') {
    const said = backupSaid(job, snapshot.pods);
    return said === undefined
      ? { ...backingUp('the Job is complete, but nobody can say any more what it verified; once more'), effect: again }
      : {
          ...backingUp(`the backup ${said.backup} is verified`),
          effect: { do: 'record-backup', job: exactly(job), backup: said },
        };
  }
  if (end.is === 'running') {
    // Whoever took the server or its Secret away meanwhile would let the Job wait for ever.
    const missing = prepareBackup(look);
    if (missing?.effect !== undefined) return missing;
    return end.trouble === undefined
      ? { ...backingUp('the backup Job is running'), requeueAfter: whileHeld }
      : { ...backingUp(end.trouble.message), progress: 'held', reason: end.trouble.reason, requeueAfter: whileHeld };
  }
  const failed: Outcome = {
    state: 'BackupFailed',
    progress: 'held',
    reason: 'BackupFailed',
    message: `${end.message}; everything is kept until a backup succeeds or ${annotations.skipFinalBackup} is ${mysql.metadata.uid}`,
  };
  return againLater(look, end, failed, job);
};

const backup = ({ mysql }: Look): Outcome => ({
  ...backingUp('making the last backup'),
  effect: { do: 'apply', object: taskJob(mysql, 'backup') },
});

/** A backup needs the server, its Service, and somewhere to go. Of the specification only what is missing counts now. */
const prepareBackup = (look: Look): Outcome | undefined => {
  const { snapshot } = look;
  const { secret } = snapshot.children;
  const absent = [...storagePieces(look), ...networkPieces(look)].filter(({ there }) => there === undefined);
  const early =
    (secret !== undefined || 'missing' in snapshot.password ? undefined : makeSecret(look, snapshot.password.value)) ??
    freeVolumes(look) ??
    makeAll(look, absent);
  if (early !== undefined) return { ...early, state: 'BackingUp', reason: 'BackingUp' };
  // What runs is left as it is; what does not answer may be mended through the specification.
  if (look.readyPod === undefined) {
    const start = deploy({ ...look, mysql: { ...look.mysql, spec: { ...look.mysql.spec, suspend: false } } });
    if (start !== undefined) return { ...start, ...backingUp('starting the server to make the last backup') };
  }
  const waiting = awaitServer(look);
  return waiting === undefined
    ? undefined
    : {
        ...waiting,
        state: 'BackingUp',
        reason: 'BackupWaiting',
        message: `the last backup waits for the server: ${waiting.message}; everything is kept until it succeeds or ${annotations.skipFinalBackup} is ${look.mysql.metadata.uid}`,
      };
};

const removing = (message: string): Pick<Outcome, 'state' | 'progress' | 'reason' | 'message'> => ({
  state: 'Removing',
  progress: 'moving',
  reason: 'Removing',
  message,
});

/** The server first, then what it wrote to: the step, undefined once no pod is left. */
const stopServer = (look: Look): Outcome | undefined => {
  const { mysql, snapshot, serverPods } = look;
  const { deployment } = snapshot.children;
  if (deployment !== undefined && isOfInstance(deployment, mysql))
    return deployment.metadata.deletionTimestamp === undefined
      ? {
          ...removing('deleting the server'),
          effect: { do: 'delete', kind: 'Deployment', object: exactly(deployment) },
        }
      : { ...removing('waiting until the server is gone'), requeueAfter: whileMoving };
  return serverPods.length === 0
    ? undefined
    : { ...removing('waiting until the pod has ended'), requeueAfter: whileMoving };
};

const release: Pick<Outcome, 'effect'> = { effect: { do: 'remove-finalizer' } };

const remove = (look: Look): Outcome => {
  const { mysql, snapshot } = look;
  const stop = stopServer(look);
  if (stop !== undefined) return stop;
  const { dataClaim, dataVolume } = snapshot.children;
  for (const [kind, object] of [
    ['PersistentVolumeClaim', dataClaim],
    ['PersistentVolume', dataVolume],
  ] as const) {
    // Volumes of a storage class are not ours: the class says what becomes of them.
    if (object === undefined || !isOfInstance(object, mysql)) continue;
    return object.metadata.deletionTimestamp === undefined
      ? {
          ...removing(`deleting the ${kind} ${object.metadata.name}`),
          effect: { do: 'delete', kind, object: exactly(object) },
        }
      : { ...removing(`waiting until the ${kind} ${object.metadata.name} is gone`), requeueAfter: whileMoving };
  }
  return { ...removing('letting the MySQL go'), ...release };
};

const retain = (look: Look): Outcome => {
  const words = { state: 'Retaining', reason: 'Retaining' } as const;
  const stop = stopServer(look);
  if (stop !== undefined) return { ...stop, ...words };
  const [kept] = storagePieces(look, 'no').filter(({ wanted }) => wanted.metadata.name === look.names.dataClaim);
  const isOurs = kept?.there !== undefined && isOfInstance(kept.there, look.mysql);
  if (kept !== undefined && isOurs && !isInSync(kept.there, kept.wanted))
    return {
      ...removing('keeping the claim of the data'),
      ...words,
      effect: { do: 'apply', object: stamped(kept.wanted) },
    };
  return { ...removing('letting the MySQL go, and its data stay'), ...words, ...release };
};

/** A namespace that is going takes claims and pods along, and lets no Job be made: the volumes are what can be kept. */
export const retainVolumes = (look: Look): Outcome => {
  const { mysql, snapshot } = look;
  const words = { state: 'NamespaceTerminating', progress: 'moving', reason: 'NamespaceTerminating' } as const;
  const { dataVolume, backupVolume } = snapshot.children;
  for (const volume of [dataVolume, backupVolume]) {
    if (volume === undefined) continue;
    const isKept =
      volume.spec.persistentVolumeReclaimPolicy === 'Retain' &&
      volume.metadata.annotations?.[annotations.retained] !== undefined;
    if (isKept) continue;
    return {
      ...words,
      message: `the namespace is being deleted: keeping the volume ${volume.metadata.name}`,
      effect: {
        do: 'retain-volume',
        name: volume.metadata.name,
        resourceVersion: volume.metadata.resourceVersion,
        annotations: {
          [annotations.retained]: 'the namespace was deleted before a last backup could be made',
          ...(volume === dataVolume ? { [annotations.dataUid]: look.dataUid } : {}),
        },
        labels: lastingLabels(mysql),
      },
    };
  }
  const isHeld =
    mysql.metadata.finalizers?.includes(finalizer) === true && mysql.metadata.deletionTimestamp !== undefined;
  return {
    ...words,
    message:
      'the namespace is being deleted: the volumes are kept, and a MySQL of this name in a namespace of this name takes them over',
    ...(isHeld ? release : { requeueAfter: whileMoving }),
  };
};
