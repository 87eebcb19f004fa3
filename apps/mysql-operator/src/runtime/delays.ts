import type { Clock } from './clock.ts';

/** Keys that are due later. One timer serves all: ten thousand keys that come back in an hour cost ten thousand numbers. */
export interface Delays {
  /** An earlier moment wins over a later one. */
  set(key: string, milliseconds: number): void;
  cancel(key: string): void;
  clear(): void;
}

export const createDelays = (clock: Clock, due: (key: string) => void): Delays => {
  /** A heap by moment. Moments that no longer hold for their key stay in it until they are on top, or too many. */
  let heap: (readonly [moment: number, key: string])[] = [];
  const moments = new Map<string, number>();
  let cancel: (() => void) | undefined;
  let armedFor = Number.POSITIVE_INFINITY;

  const momentAt = (index: number): number => heap[index]?.[0] ?? Number.POSITIVE_INFINITY;
  const swap = (a: number, b: number) => {
    const [first, second] = [heap[a], heap[b]];
    if (first !== undefined && second !== undefined) [heap[a], heap[b]] = [second, first];
  };
  const push = (moment: number, key: string) => {
    let index = heap.push([moment, key]) - 1;
    for (let parent = (index - 1) >> 1; index > 0 && momentAt(parent) > moment; parent = (index - 1) >> 1) {
      swap(index, parent);
      index = parent;
    }
  };
  const pop = (): readonly [number, string] | undefined => {
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    heap[0] = last;
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      const child = momentAt(left + 1) < momentAt(left) ? left + 1 : left;
      if (momentAt(child) >= momentAt(index)) return top;
      swap(index, child);
      index = child;
    }
  };

  const sweep = () => {
    if (heap.length <= 2 * moments.size + 64) return;
    heap = [...moments].map(([key, moment]) => [moment, key] as const).sort(([a], [b]) => a - b);
  };

  const arm = () => {
    for (let top = heap[0]; top !== undefined && moments.get(top[1]) !== top[0]; top = heap[0]) pop();
    const first = momentAt(0);
    if (first >= armedFor) return;
    cancel?.();
    armedFor = first;
    cancel = clock.after(Math.max(0, first - clock.now()), fire);
  };
  const fire = () => {
    armedFor = Number.POSITIVE_INFINITY;
    cancel = undefined;
    while (momentAt(0) <= clock.now()) {
      const [moment, key] = pop() ?? [0, ''];
      if (moments.get(key) !== moment) continue;
      moments.delete(key);
      due(key);
    }
    arm();
  };

  return {
    set: (key, milliseconds) => {
      const moment = clock.now() + milliseconds;
      if ((moments.get(key) ?? Number.POSITIVE_INFINITY) <= moment) return;
      moments.set(key, moment);
      push(moment, key);
      sweep();
      arm();
    },
    cancel: (key) => void moments.delete(key),
    clear: () => {
      heap = [];
      moments.clear();
      cancel?.();
      armedFor = Number.POSITIVE_INFINITY;
    },
  };
};
