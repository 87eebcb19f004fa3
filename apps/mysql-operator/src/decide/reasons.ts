/** Conditions of a MySQL, in the order in which they are shown. */
export const conditionTypes = [
  'Ready',
  'Degraded',
  'DataRestored',
  'CredentialsInSync',
  'StorageInSync',
  'ImageInSync',
  'BackupSucceeded',
] as const;

export type ConditionType = (typeof conditionTypes)[number];

/**
 * Every word that a condition can have as its reason, with the kind of event that it is announced by. Each has a section in
 * docs/mysql-operator/conditions.md.
 */
export const reasons = {
  // What the instance is doing.
  Serving: 'Normal',
  Creating: 'Normal',
  Starting: 'Normal',
  Stopping: 'Normal',
  Restoring: 'Normal',
  Rotating: 'Normal',
  Suspended: 'Normal',
  BackingUp: 'Normal',
  Removing: 'Normal',
  Retaining: 'Normal',
  NamespaceTerminating: 'Warning',
  // What holds it.
  AsExpected: 'Normal',
  NameConflict: 'Warning',
  SecretMissing: 'Warning',
  PasswordInvalid: 'Warning',
  Refused: 'Warning',
  ImageNotPulled: 'Warning',
  NotScheduled: 'Warning',
  VolumeNotBound: 'Warning',
  ServerFails: 'Warning',
  // The data.
  RestoredFromBackup: 'Normal',
  NothingToRestore: 'Normal',
  DataKept: 'Normal',
  NotRestoredYet: 'Normal',
  RestoreFailed: 'Warning',
  // The password.
  InSync: 'Normal',
  RotationPending: 'Normal',
  PasswordRefused: 'Warning',
  // The volume.
  Growing: 'Normal',
  GrowthUnsupported: 'Warning',
  NodeDirectory: 'Normal',
  ShrinkRefused: 'Warning',
  // The image.
  DowngradeRefused: 'Warning',
  EngineChangeRefused: 'Warning',
  // The last backup.
  NotDue: 'Normal',
  BackupVerified: 'Normal',
  BackupFailed: 'Warning',
  BackupWaiting: 'Warning',
  NothingToBackUp: 'Normal',
  BackupSkipped: 'Normal',
} as const satisfies Record<string, 'Normal' | 'Warning'>;

export type Reason = keyof typeof reasons;
