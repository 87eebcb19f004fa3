import type { ObjectSource, StoredMetadata } from '../cluster/index.ts';
import { type Clock, sleep } from './clock.ts';
import { NotLeadingError } from './leader-election.ts';
import type { Log } from './log.ts';
import type { ControllerMetrics, Metrics } from './metrics.ts';
import type { ObjectKey, Reconcile } from './reconcile.ts';
import { createReflector, type Reflector } from './reflector.ts';
import type { Store } from './store.ts';
import { createWorkQueue } from './work-queue.ts';

export interface ControllerOptions {
  /** For logs and metrics. */
  readonly name: string;
  /** Reconciliations at once. */
  readonly workers: number;
  /** Milliseconds after which a reconciliation is told to stop. Default 10 minutes. */
  readonly timeoutMilliseconds?: number;
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Objects whose changes are a reason to reconcile. */
export interface Followed<T, P extends NonNullable<unknown>> {
  readonly source: ObjectSource<T>;
  /** What is kept of an object; undefined would say that there is none. */
  readonly project: (object: T) => P;
  /** What has to be reconciled when it changes. */
  readonly keyOf: (key: ObjectKey, projection: P) => ObjectKey | undefined;
  /** Default: that of `createReflector`. */
  readonly relistMilliseconds?: number;
}

/** Turns changes of objects into reconciliations. */
export interface Controller {
  /** Follows objects of one more kind; before `start`. */
  follow<T extends { readonly metadata: StoredMetadata }, P extends NonNullable<unknown>>(
    followed: Followed<T, P>,
  ): Store<P>;
  /** Looks at one object although nothing changed that can be seen. */
  enqueue(key: ObjectKey): void;
  /** Begins to follow. Resolves when everything is known. */
  start(): Promise<void>;
  /** Begins to reconcile; what changed until now is first. */
  work(reconcile: Reconcile): void;
  /**
   * Ends: no reconciliation begins, those that run have so many milliseconds, then they are told to stop.
   * False when one did not heed that.
   */
  stop(graceMilliseconds: number): Promise<boolean>;
  /** What is wrong with the process, and with what it knows. */
  readonly health: () => readonly string[];
  readonly readiness: () => readonly string[];
}

// A list or a bookmark comes about every minute.
const contactMilliseconds = 5 * 60_000;
// For a reconciliation that was told to stop.
const stopMilliseconds = 2000;

/** Looks that find nothing to do wait for nobody: ten thousand in a row would let no event, no probe and no lease come through. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const textOf = ({ namespace, name }: ObjectKey): string => `${namespace}/${name}`;

const keyOf = (text: string): ObjectKey => {
  const slash = text.indexOf('/');
  return { namespace: text.slice(0, slash), name: text.slice(slash + 1) };
};

interface FollowedKind {
  readonly resource: string;
  readonly reflector: Pick<Reflector<unknown>, 'run' | 'synced' | 'isSynced' | 'lastContact'>;
}

export const createController = (options: ControllerOptions): Controller => {
  const { name, workers, clock, random, metrics } = options;
  const timeout = options.timeoutMilliseconds ?? 10 * 60_000;
  const log = options.log.with({ controller: name });
  const own: ControllerMetrics = metrics.controller(name, workers);
  const queue = createWorkQueue({ clock, random, observe: own.queue });
  own.follow(queue);
  const followed: FollowedKind[] = [];
  /** No more following; no more waiting for reconciliations. */
  const following = new AbortController();
  const working = new AbortController();
  const running: Promise<void>[] = [];

  const reconcileOne = async (text: string, reconcile: Reconcile): Promise<void> => {
    const key = keyOf(text);
    const about = log.with({ namespace: key.namespace, name: key.name });
    const late = new AbortController();
    const cancel = clock.after(timeout, () => late.abort(new Error(`no end after ${timeout / 1000} s`)));
    const started = clock.now();
    const seconds = () => (clock.now() - started) / 1000;
    own.onStart();
    try {
      const signal = AbortSignal.any([working.signal, late.signal]);
      const { requeueAfter } = await reconcile(key, { signal, log: about });
      own.onEnd(requeueAfter === undefined ? 'success' : 'requeue_after', seconds(), late.signal.aborted);
      queue.forget(text);
      if (requeueAfter !== undefined) queue.addAfter(text, requeueAfter);
    } catch (error) {
      own.onEnd('error', seconds(), late.signal.aborted);
      queue.retry(text);
      // On the way out failures are the consequence of stopping.
      if (error instanceof NotLeadingError || working.signal.aborted) about.info('stopped', { error });
      else about.error('the reconciliation failed and will be tried again', { error });
    } finally {
      cancel();
      queue.done(text);
    }
  };
  const worker = async (reconcile: Reconcile): Promise<void> => {
    for (let key = await queue.next(); key !== undefined; key = await queue.next()) {
      await reconcileOne(key, reconcile);
      await breathe();
    }
  };

  return {
    follow: <T extends { readonly metadata: StoredMetadata }, P extends NonNullable<unknown>>(
      kind: Followed<T, P>,
    ): Store<P> => {
      const add = (key: ObjectKey, projection: P | undefined, low: boolean) => {
        const wanted = projection === undefined ? undefined : kind.keyOf(key, projection);
        if (wanted !== undefined) queue.add(textOf(wanted), { low });
      };
      const reflector = createReflector({
        source: kind.source,
        project: kind.project,
        onChange: ({ key, before, after }, initial) => {
          // It may have belonged to another one before.
          add(key, before, initial);
          add(key, after, initial);
        },
        clock,
        random,
        log,
        ...(kind.relistMilliseconds === undefined ? {} : { relistMilliseconds: kind.relistMilliseconds }),
      });
      followed.push({ resource: kind.source.resource, reflector });
      metrics.followStore(kind.source.resource, () => reflector.store.size);
      return reflector.store;
    },
    enqueue: (key) => queue.add(textOf(key)),
    start: async () => {
      for (const { reflector } of followed) running.push(reflector.run(following.signal));
      await Promise.all(followed.map(({ reflector }) => reflector.synced));
    },
    work: (reconcile) => {
      for (let i = 0; i < workers; i++) running.push(worker(reconcile));
    },
    stop: async (graceMilliseconds) => {
      queue.shutDown();
      following.abort();
      const ended = Promise.all(running).then(() => true);
      const never = new AbortController().signal;
      if (await Promise.race([ended, sleep(clock, graceMilliseconds, never)])) return true;
      working.abort(new Error('the operator stops'));
      return (await Promise.race([ended, sleep(clock, stopMilliseconds, never)])) ?? false;
    },
    health: () => {
      const longest = Math.max(0, ...queue.working());
      // It was told to stop long ago and does not.
      return longest * 1000 > timeout + 60_000 ? [`a reconciliation hangs for ${Math.round(longest)} s`] : [];
    },
    readiness: () =>
      followed.flatMap(({ resource, reflector }) => {
        if (!reflector.isSynced) return [`${resource}: not listed yet`];
        const silent = clock.now() - reflector.lastContact;
        return silent > contactMilliseconds ? [`${resource}: nothing heard for ${Math.round(silent / 1000)} s`] : [];
      }),
  };
};
