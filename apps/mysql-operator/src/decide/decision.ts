import type { MySQLStatus } from '../resource/index.ts';
import type { Effect } from './effect.ts';
import type { Reason } from './reasons.ts';

/** The states of docs/mysql-operator/states.md. */
export const states = [
  'Unusable',
  'NameConflict',
  'Creating',
  'Suspended',
  'Stopping',
  'Starting',
  'Restoring',
  'RestoreFailed',
  'Rotating',
  'PasswordRefused',
  'Discarding',
  'Ready',
  'NamespaceTerminating',
  'BackingUp',
  'BackupFailed',
  'Removing',
  'Retaining',
  'Gone',
] as const;

export type State = (typeof states)[number];

/** Nothing more is to be done, something is being done, or something outside has to change first. */
export type Progress = 'settled' | 'moving' | 'held';

/** What one look says. */
export interface Outcome {
  readonly state: State;
  readonly progress: Progress;
  /** Of the condition `Ready`, which is true in the state Ready alone. */
  readonly reason: Reason;
  readonly message: string;
  /** The one step to take now. */
  readonly effect?: Effect;
  /** Milliseconds after which to look again, though nothing changed. */
  readonly requeueAfter?: number;
}

/** An outcome, and what is to be told about it. */
export interface Decision extends Outcome {
  /** What the status has to be; the same as it is when nothing new is to be said. */
  readonly status: MySQLStatus;
}

/** Until the next look where the cluster is at work, and would tell. */
export const whileMoving = 30_000;

/** Until the next look where somebody has to do something that need not tell. */
export const whileHeld = 120_000;
