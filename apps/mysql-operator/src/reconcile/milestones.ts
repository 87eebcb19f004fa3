import type { ConditionType, Reason, State } from '../decide/index.ts';
import type { MySQLStatus } from '../resource/index.ts';

/** Something that came to an end with an instance, well or not. */
export interface Milestone {
  readonly of: 'backup' | 'restore' | 'rotation';
  readonly result: 'success' | 'failure';
}

const reasonOf = (status: MySQLStatus | undefined, type: ConditionType): string | undefined =>
  status?.conditions?.find((condition) => condition.type === type)?.reason;

/** The reasons of an instance whose password is on its way to the server. */
const underWay: readonly (string | undefined)[] = ['RotationPending', 'Rotating', 'PasswordRefused'] satisfies Reason[];

/** What a change of the status says has ended. Nothing is said twice, because the status says a thing once. */
export const milestones = (before: MySQLStatus | undefined, after: MySQLStatus): readonly Milestone[] => {
  const cameTo = (type: ConditionType, reason: Reason): boolean =>
    reasonOf(after, type) === reason && reasonOf(before, type) !== reason;
  const entered = (state: State): boolean => after.state === state && before?.state !== state;
  const isRotated = cameTo('CredentialsInSync', 'InSync') && underWay.includes(reasonOf(before, 'CredentialsInSync'));
  const all: readonly (readonly [boolean, Milestone])[] = [
    [cameTo('BackupSucceeded', 'BackupVerified'), { of: 'backup', result: 'success' }],
    [entered('BackupFailed'), { of: 'backup', result: 'failure' }],
    [cameTo('DataRestored', 'RestoredFromBackup'), { of: 'restore', result: 'success' }],
    [entered('RestoreFailed'), { of: 'restore', result: 'failure' }],
    [isRotated, { of: 'rotation', result: 'success' }],
    [entered('PasswordRefused'), { of: 'rotation', result: 'failure' }],
  ];
  return all.flatMap(([happened, milestone]) => (happened ? [milestone] : []));
};
