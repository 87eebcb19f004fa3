import { act, isLasting, writeStatus } from '../act/index.ts';
import { type Cluster, isApiError, isNamespaceTerminating } from '../cluster/index.ts';
import { type Decision, decide, refused } from '../decide/index.ts';
import { liveObjects, type Objects, observe, type Snapshot } from '../observe/index.ts';
import type { StoredMySQL } from '../resource/index.ts';
import type { Reconcile, ReconcileResult } from '../runtime/reconcile.ts';
import type { Recorder } from '../runtime/recorder.ts';
import type { SecretValues } from '../runtime/secret-values.ts';
import { announcements } from './announce.ts';
import type { InstanceMetrics } from './instance-metrics.ts';
import { secretsIn } from './secrets-in.ts';

/** What a reconciliation of a MySQL works with. */
export interface ReconcileDependencies {
  readonly cluster: Cluster;
  /**
   * What reflectors hold; may be behind. When it says that nothing is to be done, that is believed. What changes the MySQL
   * alone is written against the version that was seen, so that the API server refuses it if it is behind. Before any other
   * step the API server is asked for everything that the step rests on. Absent: it is asked at once.
   */
  readonly known?: Objects;
  readonly recorder: Recorder;
  readonly secrets: SecretValues;
  readonly metrics: InstanceMetrics;
  /** The time of day, in milliseconds since 1970: to compare with times that the API server wrote. */
  readonly now: () => number;
}

/** After a step, to look whether it had its effect. */
const atOnce: ReconcileResult = { requeueAfter: 0 };
/** After somebody else was faster. */
const soon: ReconcileResult = { requeueAfter: 200 };

/** Observes one MySQL, decides, takes one step, and asks to be called again. */
export const createReconcile = (dependencies: ReconcileDependencies): Reconcile => {
  const { cluster, known, recorder, secrets, metrics, now } = dependencies;
  const live = liveObjects(cluster);

  const look = async (
    objects: Objects,
    key: { readonly namespace: string; readonly name: string },
  ): Promise<{ readonly snapshot: Snapshot; readonly decision: Decision } | undefined> => {
    const snapshot = await observe(objects, key, now());
    if (snapshot === undefined) {
      metrics.onGone(key);
      return undefined;
    }
    const decision = decide(snapshot);
    metrics.onLook(snapshot, decision);
    return { snapshot, decision };
  };

  /** The MySQL as it is after its status was written; its version is what the next write is made against. */
  const tell = async (
    snapshot: Snapshot,
    decision: Decision,
    only: { readonly resourceVersion?: string } = {},
  ): Promise<StoredMySQL | undefined> => {
    const { mysql } = snapshot;
    if (decision.status === mysql.status) return mysql;
    const told = await writeStatus(cluster, mysql, decision.status, only);
    if (told === undefined) return undefined;
    metrics.onTold(snapshot, decision.status);
    for (const happening of announcements(mysql.status, decision.status))
      recorder.record(
        {
          apiVersion: 'otus.homework/v1',
          kind: 'MySQL',
          namespace: mysql.metadata.namespace ?? '',
          name: mysql.metadata.name,
          uid: mysql.metadata.uid,
        },
        happening,
      );
    return told;
  };

  return async (key, { signal, log }) => {
    const first = await look(known ?? live, key);
    if (first === undefined) return {};
    if (isQuiet(first.snapshot, first.decision)) return later(first.decision);
    const isGuarded = known !== undefined && changesNothingElse(first.decision);
    const { snapshot, decision } = (known === undefined || isGuarded ? first : await look(live, key)) ?? {};
    if (snapshot === undefined || decision === undefined) return {};
    for (const value of secretsIn(snapshot)) secrets.add(value);
    signal.throwIfAborted();
    try {
      const { resourceVersion } = snapshot.mysql.metadata;
      const mysql = await tell(snapshot, decision, isGuarded ? { resourceVersion } : {});
      if (mysql === undefined) return {};
      if (decision.effect === undefined) return later(decision);
      log.info(decision.message, { state: decision.state, step: decision.effect.do });
      signal.throwIfAborted();
      await act(cluster, mysql, decision.effect);
      return atOnce;
    } catch (error) {
      if (isApiError(error, 'Conflict') || isNamespaceTerminating(error)) return soon;
      if (!isLasting(error)) throw error;
      const reason = error instanceof Error ? secrets.scrub(error.message) : 'refused';
      const held = refused(snapshot, decision, reason);
      log.warn('the API server refused a step', { state: decision.state, error: reason });
      await tell(snapshot, held);
      return later(held);
    }
  };
};

/** Whether there is neither a step to take nor anything new to tell. */
const isQuiet = ({ mysql }: Snapshot, { effect, status }: Decision): boolean =>
  effect === undefined && status === mysql.status;

/** Whether all that follows are writes to the MySQL itself, which its version guards. */
const changesNothingElse = ({ effect }: Decision): boolean => effect === undefined || effect.do === 'add-finalizer';

const later = ({ requeueAfter }: Decision): ReconcileResult => (requeueAfter === undefined ? {} : { requeueAfter });
