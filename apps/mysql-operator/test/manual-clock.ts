import type { Clock } from '../src/runtime/clock.ts';

/** A clock that only moves when told to. */
export interface ManualClock extends Clock {
  /** Lets time pass; what falls due is called in order, at its moment. */
  advance(milliseconds: number): void;
  /** When the next call is due; undefined when none is. */
  readonly nextDue: number | undefined;
}

export const manualClock = (): ManualClock => {
  let now = 0;
  const calls = new Set<{ readonly due: number; readonly call: () => void }>();
  const first = () =>
    [...calls].reduce<{ due: number; call: () => void } | undefined>(
      (least, one) => (least === undefined || one.due < least.due ? one : least),
      undefined,
    );
  return {
    now: () => now,
    date: () => new Date(now),
    after: (milliseconds, call) => {
      const entry = { due: now + milliseconds, call };
      calls.add(entry);
      return () => void calls.delete(entry);
    },
    advance: (milliseconds) => {
      const end = now + milliseconds;
      for (let entry = first(); entry !== undefined && entry.due <= end; entry = first()) {
        calls.delete(entry);
        now = entry.due;
        entry.call();
      }
      now = end;
    },
    get nextDue() {
      return first()?.due;
    },
  };
};
