import { isApiError, type ObjectSource, type StoredMetadata } from '../cluster/index.ts';
import { backOffDelay } from './back-off.ts';
import { type Clock, sleep } from './clock.ts';
import type { Log } from './log.ts';
import { createReflectedStore, type StoreChange } from './reflected-store.ts';
import { isLater } from './resource-version.ts';
import type { Store } from './store.ts';

export interface ReflectorOptions<T, P extends NonNullable<unknown>> {
  readonly source: ObjectSource<T>;
  /** What is kept of an object: everything else is forgotten at once. */
  readonly project: (object: T) => P;
  /** `initial`: it comes from the first list, so that nothing need have happened. */
  readonly onChange: (change: StoreChange<P>, initial: boolean) => void;
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly log: Log;
  /** Milliseconds after which everything is listed again, against events that were lost. Default 30 minutes. */
  readonly relistMilliseconds?: number;
}

/** A store that follows the objects of one kind. */
export interface Reflector<P> {
  readonly store: Store<P>;
  /** The first list is in the store. */
  readonly synced: Promise<void>;
  readonly isSynced: boolean;
  /** Of the clock: when the API server last said something useful. Minus infinity before it did. */
  readonly lastContact: number;
  /** Runs until the signal is aborted; never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

const pageSize = 500;
// client-go's numbers.
const failing = { first: 800, longest: 30_000 };
// API servers send a bookmark about every minute.
const silenceMilliseconds = 150_000;
const watchSeconds = { shortest: 240, longest: 480 };
const shortWatch = 1000;
// A cluster that was restored from a backup really goes back in time.
const staleListsBelieved = 8;

/**
 * Follows the objects of one kind: lists them, then watches. A watch that ends, fails or falls silent goes on where it
 * stopped; one that cannot (410) begins with a list. Nothing ends it but its signal.
 */
export const createReflector = <T extends { readonly metadata: StoredMetadata }, P extends NonNullable<unknown>>(
  options: ReflectorOptions<T, P>,
): Reflector<P> => {
  const { source, clock, random, log } = options;
  const relistMilliseconds = options.relistMilliseconds ?? 30 * 60_000;
  let initial = true;
  let lastContact = Number.NEGATIVE_INFINITY;
  /** The latest state that was seen; the store is never taken back behind it. */
  let latest: string | undefined;
  let staleLists = 0;
  let expiredLists = 0;
  let failures = 0;
  const { promise: synced, resolve: sync } = Promise.withResolvers<void>();
  const { store, begin, set, remove } = createReflectedStore<T, P>(options.project, (change) =>
    options.onChange(change, initial),
  );
  const contact = () => {
    lastContact = clock.now();
  };

  /** Everything, into the store. False when the API server told an older state than the store has. */
  const list = async (signal: AbortSignal): Promise<boolean> => {
    const next = begin();
    let continueToken: string | undefined;
    let version = '';
    do {
      // A list that expired between its pages is tried in one go.
      const limit = expiredLists > 0 ? 0 : pageSize;
      const page = await source.list({ limit, signal, ...(continueToken === undefined ? {} : { continueToken }) });
      signal.throwIfAborted();
      next.page(page.items);
      ({ resourceVersion: version } = page);
      continueToken = page.continueToken;
    } while (continueToken !== undefined);
    expiredLists = 0;
    if (latest !== undefined && isLater(latest, version) && staleLists < staleListsBelieved) {
      staleLists++;
      return false;
    }
    staleLists = 0;
    latest = version;
    next.finish();
    contact();
    if (initial) {
      initial = false;
      sync();
    }
    return true;
  };

  /** One watch, from the latest state that was seen. */
  const watch = async (signal: AbortSignal, longest: number): Promise<void> => {
    const { shortest, longest: most } = watchSeconds;
    const seconds = Math.min(shortest + random() * (most - shortest), longest / 1000);
    const from = latest ?? '';
    const request = { resourceVersion: from, timeoutSeconds: Math.ceil(seconds), silenceMilliseconds, signal };
    for await (const event of source.watch(request)) {
      signal.throwIfAborted();
      contact();
      const version = event.type === 'bookmark' ? event.resourceVersion : event.object.metadata.resourceVersion;
      // Within one watch versions only grow: what does not was told before.
      if (latest !== undefined && !isLater(version, latest)) continue;
      latest = version;
      if (event.type === 'deleted') remove(event.object);
      else if (event.type !== 'bookmark') set(event.object);
    }
  };

  const wait = async (signal: AbortSignal, atLeast: number): Promise<void> => {
    failures++;
    await sleep(clock, Math.max(atLeast, backOffDelay(failing, failures, random())), signal);
  };

  /** What a failure means; resolves when it is time to go on. True when it has to be with a list. */
  const recover = async (error: unknown, signal: AbortSignal): Promise<boolean> => {
    const expired = isApiError(error, 'Expired', 'Gone');
    log.warn(expired ? 'too old to go on: everything is listed again' : 'the API server cannot be followed for now', {
      resource: source.resource,
      error,
    });
    await wait(signal, (isApiError(error) ? error.retryAfter : undefined) ?? 0);
    return expired;
  };

  /** Watches until it is time for a list. */
  const follow = async (signal: AbortSignal): Promise<void> => {
    const until = clock.now() + relistMilliseconds * (0.9 + random() / 5);
    while (!signal.aborted && clock.now() < until) {
      const started = clock.now();
      try {
        await watch(signal, until - started);
        contact();
        // A server that ends each watch at once must not be asked without a pause.
        if (clock.now() - started < shortWatch) await wait(signal, 0);
        else failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        if (await recover(error, signal)) return;
      }
    }
  };

  return {
    store,
    synced,
    get isSynced() {
      return !initial;
    },
    get lastContact() {
      return lastContact;
    },
    run: async (signal) => {
      while (!signal.aborted) {
        try {
          if (await list(signal)) await follow(signal);
          else {
            log.warn('the API server told an older state than before', { resource: source.resource });
            await wait(signal, 0);
          }
        } catch (error) {
          if (signal.aborted) return;
          if (await recover(error, signal)) expiredLists++;
        }
      }
    },
  };
};
