import { annotations, isLarger, type MySQLCondition } from '../resource/index.ts';
import type { Outcome } from './decision.ts';
import { isOwnJob, jobEnd, restoreSaid } from './job-end.ts';
import { isBackupSkipped, lastBackup } from './leaving.ts';
import type { Look } from './look.ts';
import { hasNothingToLose } from './nothing-to-lose.ts';
import { type ConditionType, type Reason, reasons } from './reasons.ts';
import { isRotationDue } from './rotating.ts';
import { passwordMark } from './wanted.ts';

/** A condition before it is known when it changed. */
export interface Finding {
  readonly type: ConditionType;
  readonly status: MySQLCondition['status'];
  readonly reason: Reason;
  readonly message: string;
}

type Aspect = Omit<Finding, 'type'>;

const yes = (reason: Reason, message: string): Aspect => ({ status: 'True', reason, message });
const no = (reason: Reason, message: string): Aspect => ({ status: 'False', reason, message });
const unknown = (reason: Reason, message: string): Aspect => ({ status: 'Unknown', reason, message });

/** All conditions of a look, always the same types in the same order. */
export const conditionsOf = (look: Look, outcome: Outcome): readonly Finding[] => {
  const aspects: readonly Finding[] = [
    { type: 'DataRestored', ...dataRestored(look) },
    { type: 'CredentialsInSync', ...credentialsInSync(look) },
    { type: 'StorageInSync', ...storageInSync(look) },
    { type: 'ImageInSync', ...imageInSync(look) },
    { type: 'BackupSucceeded', ...backupSucceeded(look, outcome) },
  ];
  const isServing = outcome.state === 'Ready';
  return [
    { type: 'Ready', status: isServing ? 'True' : 'False', reason: outcome.reason, message: outcome.message },
    { type: 'Degraded', ...degraded(outcome, aspects) },
    ...aspects,
  ];
};

/** Whether somebody has to look: the instance is held, or an aspect of it is not as it should be. */
const degraded = ({ progress, reason, message }: Outcome, aspects: readonly Finding[]): Aspect => {
  if (progress === 'held') return yes(reason, message);
  const worst = aspects.find((aspect) => aspect.status === 'False' && reasons[aspect.reason] === 'Warning');
  return worst === undefined ? no('AsExpected', 'nothing has to be mended') : yes(worst.reason, worst.message);
};

const dataRestored = ({ mysql, snapshot }: Look): Aspect => {
  const job = snapshot.children.restoreJob;
  if (job === undefined || !isOwnJob(job, mysql)) return no('NotRestoredYet', 'the restore Job has not been made yet');
  const end = jobEnd(job, snapshot.pods);
  if (end.is === 'failed') return no('RestoreFailed', end.message);
  if (end.is === 'running') return no('NotRestoredYet', 'the restore Job is running');
  const said = restoreSaid(job, snapshot.pods);
  if (said === undefined) {
    const before = mysql.status?.conditions?.find(({ type, status }) => type === 'DataRestored' && status === 'True');
    return before !== undefined && before.reason in reasons
      ? yes(before.reason as Reason, before.message)
      : yes('DataKept', 'the restore Job is complete');
  }
  if (said.restored) return yes('RestoredFromBackup', `the backup ${said.backup ?? ''} was restored`);
  return said.why === 'NoBackup'
    ? yes('NothingToRestore', 'there was no backup')
    : yes('DataKept', 'there was data already, and it was kept');
};

const credentialsInSync = ({ snapshot, credentials }: Look): Aspect => {
  const { password, children } = snapshot;
  if ('missing' in password) return no(password.missing, password.message);
  if (credentials === undefined) return no('Creating', 'the Secret has not been made yet');
  if (credentials.refusal !== undefined && credentials.next === password.value)
    return no('PasswordRefused', `the server refused the new password with error ${credentials.refusal.error}`);
  if (isRotationDue(credentials, password.value))
    return no('RotationPending', 'the server has not been given the password yet');
  const started = children.deployment?.spec.template.metadata?.annotations?.[annotations.password];
  if (children.deployment === undefined) return no('Creating', 'the server has not been made yet');
  const isStarted = children.secret !== undefined && started === passwordMark(children.secret, credentials);
  return isStarted && credentials.previous === undefined
    ? yes('InSync', 'the server has the password')
    : no('Rotating', 'the server has the password; its pod follows');
};

const storageInSync = ({ mysql, snapshot }: Look): Aspect => {
  const claim = snapshot.children.dataClaim;
  const held = claim?.spec.resources?.requests?.storage;
  if (claim === undefined || held === undefined) return no('Creating', 'the claim has not been made yet');
  const wanted = mysql.spec.storage_size;
  if (claim.status?.phase === 'Lost') return no('VolumeNotBound', 'the volume of the claim is gone');
  if (isLarger(`${held}`, wanted))
    return no('ShrinkRefused', `the claim has ${held}, and volumes cannot shrink to ${wanted}`);
  if (isLarger(wanted, `${held}`)) {
    if (mysql.spec.storage_class === undefined)
      return yes(
        'NodeDirectory',
        `the volume is a directory of the node, which has no limit; the claim keeps saying ${held}`,
      );
    return snapshot.isExpandable === true
      ? no('Growing', `the claim grows from ${held} to ${wanted}`)
      : no(
          'GrowthUnsupported',
          `the storage class ${mysql.spec.storage_class} lets no claim grow from ${held} to ${wanted}`,
        );
  }
  const capacity = claim.status?.capacity?.storage;
  if (mysql.spec.storage_class !== undefined && capacity !== undefined && isLarger(wanted, capacity))
    return no('Growing', `the volume grows from ${capacity} to ${wanted}`);
  return yes('InSync', `the claim has ${held}`);
};

const imageInSync = ({ snapshot, image }: Look): Aspect =>
  image.refused === undefined
    ? yes('InSync', `the image is ${image.use}`)
    : no(image.refused, `the data was written by ${image.use}, and ${snapshot.mysql.spec.image} would not read it`);

const backupSucceeded = (look: Look, { state, reason, message, progress }: Outcome): Aspect => {
  if (look.mysql.metadata.deletionTimestamp === undefined) return unknown('NotDue', 'a backup is made before deletion');
  const made = lastBackup(look);
  if (made !== undefined) return yes('BackupVerified', `the backup ${made.backup} is verified, SHA-256 ${made.sha256}`);
  if (isBackupSkipped(look.mysql)) return no('BackupSkipped', 'an annotation asked for no last backup');
  if ((look.mysql.spec.deletion_policy ?? 'Backup') !== 'Backup')
    return no('BackupSkipped', `deletion_policy is ${look.mysql.spec.deletion_policy}`);
  if (hasNothingToLose(look)) return yes('NothingToBackUp', 'no volume was ever bound');
  if (state === 'NamespaceTerminating') return no('NamespaceTerminating', message);
  return progress === 'held' ? no(reason, message) : unknown('BackingUp', message);
};
