import type { Log } from './log.ts';

/** The object that a reconciliation is about. `namespace` is empty for kinds without namespaces. */
export interface ObjectKey {
  readonly namespace: string;
  readonly name: string;
}

export interface ReconcileContext {
  /** Aborted when the program has to stop, lost its leadership, or the reconciliation took too long. */
  readonly signal: AbortSignal;
  /** Names the object in each line. */
  readonly log: Log;
}

export interface ReconcileResult {
  /** Milliseconds after which to look again, though nothing changed. Absent: when something changes. */
  readonly requeueAfter?: number;
}

/**
 * Brings one object closer to what it should be. It is called for changes of the object and of all that belongs to it,
 * any number of times, never twice at once for one key; what changed is not told. Throwing means: again, later each time.
 */
export type Reconcile = (key: ObjectKey, context: ReconcileContext) => Promise<ReconcileResult>;
