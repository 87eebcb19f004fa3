import { randomBytes } from 'node:crypto';
import { type Cluster, events, isApiError, isNamespaceTerminating } from '../cluster/index.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Happening, Recorder, Regarding } from './recorder.ts';

export interface EventRecorderOptions {
  readonly cluster: Cluster;
  /** `otus.homework/mysql-operator`. */
  readonly controller: string;
  /** This process. */
  readonly instance: string;
  readonly scrub: (text: string) => string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface EventRecorder extends Recorder {
  /** Resolves when everything recorded until now was sent or given up. */
  flush(): Promise<void>;
}

/** Events that are one: the same thing happened to the same object. */
interface Series {
  readonly namespace: string;
  readonly name: string;
  count: number;
  last: number;
}

/** What an object may still say. */
interface Allowance {
  left: number;
  at: number;
}

// client-go's numbers: a series ends when nothing came for six minutes; each object may say 25 things at once, and one
// more every five minutes.
const seriesMilliseconds = 6 * 60_000;
const burst = 25;
const refillMilliseconds = 5 * 60_000;
const mostWaiting = 1000;
const longestNote = 1024;

const microTime = (date: Date): string => date.toISOString().replace('Z', '000Z');

/** At most so many bytes, and no half character. */
const shortened = (text: string, bytes: number): string => {
  const whole = Buffer.from(text, 'utf8');
  return whole.length <= bytes
    ? text
    : `${whole
        .subarray(0, bytes - 3)
        .toString('utf8')
        .replace(/\uFFFD+$/, '')}…`;
};

/**
 * Records events of `events.k8s.io/v1`, one call after the other, in the background. What happens again within minutes is
 * counted in the event that is there already.
 */
export const createEventRecorder = (options: EventRecorderOptions): EventRecorder => {
  const { cluster, clock, log, scrub } = options;
  const series = new Map<string, Series>();
  const allowances = new Map<string, Allowance>();
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  const forgetOld = (now: number) => {
    for (const [key, one] of series) if (now - one.last > seriesMilliseconds) series.delete(key);
    for (const [uid, { left, at }] of allowances) {
      if (left + (now - at) / refillMilliseconds >= burst) allowances.delete(uid);
    }
  };
  const mayTell = (uid: string, now: number): boolean => {
    const { left, at } = allowances.get(uid) ?? { left: burst, at: now };
    const refilled = Math.min(burst, left + (now - at) / refillMilliseconds);
    allowances.set(uid, { left: refilled < 1 ? refilled : refilled - 1, at: now });
    return refilled >= 1;
  };

  const create = async (regarding: Regarding, { type, reason, action }: Happening, note: string): Promise<Series> => {
    const namespace = regarding.namespace ?? 'default';
    const name = `${regarding.name.slice(0, 220)}.${randomBytes(8).toString('hex')}`;
    await cluster.resource(events).create({
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { namespace, name },
      type,
      reason,
      action,
      note,
      eventTime: microTime(clock.date()),
      regarding,
      reportingController: options.controller,
      reportingInstance: shortened(options.instance, 128),
    });
    return { namespace, name, count: 1, last: clock.now() };
  };
  /** False when the event has gone: the API server keeps them for an hour. */
  const count = async (one: Series): Promise<boolean> => {
    one.count++;
    one.last = clock.now();
    const changed = { series: { count: one.count, lastObservedTime: microTime(clock.date()) } };
    try {
      await cluster.resource(events).patch({ namespace: one.namespace, name: one.name }, changed);
      return true;
    } catch (error) {
      if (isApiError(error, 'NotFound')) return false;
      throw error;
    }
  };

  const send = async (regarding: Regarding, happening: Happening): Promise<void> => {
    const now = clock.now();
    forgetOld(now);
    const note = shortened(scrub(happening.note), longestNote);
    const key = JSON.stringify([regarding.uid, happening.type, happening.reason, happening.action, note]);
    if (!mayTell(regarding.uid, now)) return;
    try {
      const known = series.get(key);
      if (known !== undefined && (await count(known))) return;
      series.set(key, await create(regarding, happening, note));
    } catch (error) {
      series.delete(key);
      // Namespaces that are being deleted take none, which is nobody's fault.
      if (!isNamespaceTerminating(error)) log.warn('an event was lost', { reason: happening.reason, error });
    }
  };

  return {
    record: (regarding, happening) => {
      if (waiting >= mostWaiting) return;
      waiting++;
      last = last
        .then(() => send(regarding, happening))
        .finally(() => {
          waiting--;
        });
    },
    flush: () => last,
  };
};
