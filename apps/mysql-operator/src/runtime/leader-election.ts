import { type Cluster, isApiError, leases, type StoredOf } from '../cluster/index.ts';
import { type Clock, sleep } from './clock.ts';
import type { Log } from './log.ts';

/** Somebody else leads, or may. */
export class NotLeadingError extends Error {
  override readonly name = 'NotLeadingError';
}

export interface LeaderElectionOptions {
  /** A client of its own: a lease that waits behind other calls is a lease that runs out. It needs no retries. */
  readonly cluster: Cluster;
  readonly lease: { readonly namespace: string; readonly name: string };
  /** Of this process, never used by another. */
  readonly identity: string;
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly log: Log;
}

export interface LeaderElection {
  /** Throws `NotLeadingError` unless this process leads now. The signal is aborted when it no longer does. */
  permit(): AbortSignal;
  readonly leading: boolean;
  /** Resolves when this process has become the leader. */
  readonly acquired: Promise<void>;
  /** Competes, then holds the lease until it is lost or the signal is aborted, which gives it back; never rejects. */
  run(signal: AbortSignal): Promise<'lost' | 'released' | 'never led'>;
}

// client-go's numbers. Between the last moment at which the old leader acts and the first at which another may lies the
// difference of the first two, which is for calls on their way and for clocks that run at different speeds.
const leaseMilliseconds = 15_000;
const renewDeadline = 10_000;
const retryMilliseconds = 2_000;

type Lease = StoredOf<typeof leases>;
type LeaseSpec = NonNullable<Lease['spec']>;

/**
 * Sees to it that of several processes one acts. Whether another's lease has run out is judged by how long this process
 * has seen it unchanged, and one's own by when the call that renewed it was sent: the time of day is written for people
 * and never read.
 */
export const createLeaderElection = (options: LeaderElectionOptions): LeaderElection => {
  const { cluster, lease: ref, identity, clock, random, log } = options;
  const { promise: acquired, resolve: acquire } = Promise.withResolvers<void>();
  const ending = new AbortController();
  const ended = new Promise<false>((resolve) => {
    ending.signal.addEventListener('abort', () => resolve(false));
  });
  let actsUntil = Number.NEGATIVE_INFINITY;
  let held: Lease | undefined;
  let observed: { readonly spec: string; readonly at: number } | undefined;

  const isLeading = (): boolean => !ending.signal.aborted && clock.now() < actsUntil;
  const end = (text: string) => ending.abort(new NotLeadingError(text));

  const specFor = (before: LeaseSpec | undefined): LeaseSpec => {
    const now = clock.date().toISOString().replace('Z', '000Z');
    const again = before?.holderIdentity === identity;
    return {
      holderIdentity: identity,
      leaseDurationSeconds: leaseMilliseconds / 1000,
      acquireTime: again ? (before.acquireTime ?? now) : now,
      renewTime: now,
      leaseTransitions: (before?.leaseTransitions ?? 0) + (again || before === undefined ? 0 : 1),
    };
  };

  /** Whether another holds it, as far as can be seen from here. */
  const isTaken = ({ spec = {} }: Lease): boolean => {
    const text = JSON.stringify(spec);
    if (observed?.spec !== text) observed = { spec: text, at: clock.now() };
    if (spec.holderIdentity === undefined || spec.holderIdentity === '' || spec.holderIdentity === identity)
      return false;
    return clock.now() < observed.at + (spec.leaseDurationSeconds ?? leaseMilliseconds / 1000) * 1000;
  };

  const write = async (current: Lease | undefined): Promise<Lease> =>
    current === undefined
      ? await cluster.resource(leases).create({
          apiVersion: 'coordination.k8s.io/v1',
          kind: 'Lease',
          metadata: ref,
          spec: specFor(undefined),
        })
      : await cluster.resource(leases).replace({ ...current, spec: specFor(current.spec) });

  /** One try to get or to keep the lease. */
  const attempt = async (): Promise<boolean> => {
    try {
      const current = held ?? (await cluster.resource(leases).get(ref));
      if (current !== undefined && current !== held && isTaken(current)) return false;
      const sent = clock.now();
      held = await write(current);
      actsUntil = sent + renewDeadline;
      return true;
    } catch (error) {
      // What it is now has to be read: the write may have been done.
      held = undefined;
      if (!isApiError(error, 'Conflict', 'AlreadyExists'))
        log.warn('the lease cannot be renewed', { lease: ref.name, error });
      return false;
    }
  };

  const release = async (): Promise<void> => {
    end('the lease was given back');
    if (held === undefined) return;
    try {
      const spec = { ...specFor(held.spec), holderIdentity: '', leaseDurationSeconds: 1 };
      await cluster.resource(leases).replace({ ...held, spec });
    } catch (error) {
      // It runs out by itself.
      log.warn('the lease cannot be given back', { lease: ref.name, error });
    }
  };

  const hold = async (signal: AbortSignal): Promise<'lost' | 'released'> => {
    let cancel: () => void = () => undefined;
    const watchOver = () => {
      cancel();
      cancel = clock.after(Math.max(0, actsUntil - clock.now()), () => end('the lease was lost'));
    };
    watchOver();
    const stopped = AbortSignal.any([signal, ending.signal]);
    while (!stopped.aborted) {
      await sleep(clock, retryMilliseconds, stopped);
      if (stopped.aborted || !isLeading()) break;
      // A call that hangs must not hide that the lease is lost.
      if (await Promise.race([attempt(), ended])) watchOver();
    }
    cancel();
    if (signal.aborted && isLeading()) {
      await release();
      return 'released';
    }
    end('the lease was lost');
    return 'lost';
  };

  return {
    acquired,
    get leading() {
      return isLeading();
    },
    permit: () => {
      // Checked by the clock, too: a process that was stopped for a while has timers that did not fire yet.
      if (!isLeading()) throw new NotLeadingError(`${identity} does not lead`);
      return ending.signal;
    },
    run: async (signal) => {
      while (!signal.aborted && !(await attempt())) {
        await sleep(clock, retryMilliseconds * (1 + random() / 5), signal);
      }
      if (!isLeading()) {
        if (signal.aborted) return 'never led';
        // The call took so long that what it won is over already.
        end('the lease was lost');
        return 'lost';
      }
      log.info('leading', { lease: ref.name, identity });
      acquire();
      return hold(signal);
    },
  };
};
