import { type BackOff, backOffDelay } from './back-off.ts';
import type { Clock } from './clock.ts';
import { createDelays } from './delays.ts';

export interface WorkQueueOptions {
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Between failures of one key. Default from 5 ms to 5 min. */
  readonly backOff?: BackOff;
  readonly observe?: WorkQueueObserver;
}

/** Is told what happens; for metrics. */
export interface WorkQueueObserver {
  onAdd?(): void;
  /** A key begins to be worked on, after so many seconds in the queue. */
  onStart?(waitedSeconds: number): void;
  onDone?(workedSeconds: number): void;
  onRetry?(): void;
}

export interface AddOptions {
  /** Behind all that is not low: what nobody changed. */
  readonly low?: boolean;
}

/**
 * Keys that need work. A key is in it once, however often it is added; one that is added while it is worked on comes again
 * afterwards; nobody ever works on one key twice at once. First come, first served; of keys with low priority every eighth is
 * served even while others wait, so that none waits for ever.
 */
export interface WorkQueue {
  add(key: string, options?: AddOptions): void;
  /** Adds later; the earliest of several delays counts, until the key is worked on for whatever reason. */
  addAfter(key: string, milliseconds: number): void;
  /** Adds after a delay that grows with each failure in a row. */
  retry(key: string): void;
  /** The failures of a key are over. */
  forget(key: string): void;
  /** The next key, which is being worked on from now until `done`; undefined when the queue was shut down. */
  next(): Promise<string | undefined>;
  done(key: string): void;
  /** Gives out no more keys. What is being worked on goes on. */
  shutDown(): void;
  /** Keys that wait, without those that are delayed. */
  readonly depth: number;
  /** Seconds since each key that is being worked on was given out. */
  working(): number[];
}

const lowShare = 8;
const defaultBackOff = { first: 5, longest: 5 * 60_000 };

export const createWorkQueue = ({ clock, random, observe = {}, ...options }: WorkQueueOptions): WorkQueue => {
  const backOff = options.backOff ?? defaultBackOff;
  // Sets keep the order in which keys came.
  const high = new Set<string>();
  const low = new Set<string>();
  const added = new Map<string, number>();
  const started = new Map<string, number>();
  /** Added while being worked on. */
  const again = new Map<string, AddOptions>();
  const failures = new Map<string, number>();
  const waiters: ((key: string | undefined) => void)[] = [];
  let highInARow = 0;
  let shut = false;

  const delays = createDelays(clock, (key) => add(key));
  const isLow = (options: AddOptions): boolean => options.low === true;

  const take = (): string | undefined => {
    const fromLow = low.size > 0 && (high.size === 0 || highInARow >= lowShare - 1);
    const [key] = fromLow ? low : high;
    if (key === undefined) return undefined;
    (fromLow ? low : high).delete(key);
    highInARow = fromLow ? 0 : highInARow + 1;
    const now = clock.now();
    observe.onStart?.((now - (added.get(key) ?? now)) / 1000);
    added.delete(key);
    started.set(key, now);
    delays.cancel(key);
    return key;
  };

  const add = (key: string, options: AddOptions = {}): void => {
    if (shut) return;
    if (started.has(key)) {
      const before = again.get(key);
      again.set(key, before === undefined || isLow(before) ? options : before);
      return;
    }
    if (high.has(key) || (low.has(key) && isLow(options))) return;
    if (!added.has(key)) {
      added.set(key, clock.now());
      observe.onAdd?.();
    }
    low.delete(key);
    (isLow(options) ? low : high).add(key);
    const waiter = waiters.shift();
    if (waiter !== undefined) waiter(take());
  };

  return {
    add,
    addAfter: (key, milliseconds) => {
      if (shut) return;
      if (milliseconds <= 0) add(key);
      else delays.set(key, milliseconds);
    },
    retry: (key) => {
      if (shut) return;
      const count = (failures.get(key) ?? 0) + 1;
      failures.set(key, count);
      observe.onRetry?.();
      delays.set(key, backOffDelay(backOff, count, random()));
    },
    forget: (key) => void failures.delete(key),
    next: () => {
      if (shut) return Promise.resolve(undefined);
      const key = take();
      return key === undefined ? new Promise((resolve) => waiters.push(resolve)) : Promise.resolve(key);
    },
    done: (key) => {
      const since = started.get(key);
      if (since === undefined) return;
      started.delete(key);
      observe.onDone?.((clock.now() - since) / 1000);
      const options = again.get(key);
      again.delete(key);
      if (options !== undefined) add(key, options);
    },
    shutDown: () => {
      shut = true;
      delays.clear();
      for (const waiter of waiters.splice(0)) waiter(undefined);
    },
    get depth() {
      return high.size + low.size;
    },
    working: () => [...started.values()].map((since) => (clock.now() - since) / 1000),
  };
};
