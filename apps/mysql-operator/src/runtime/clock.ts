/** Time as the runtime sees it, so that tests can own it. */
export interface Clock {
  /** Milliseconds since an arbitrary moment; never goes back, whatever happens to the time of day. */
  now(): number;
  /** The time of day: for what people and the API read, never for decisions. */
  date(): Date;
  /** Calls once, after so many milliseconds. The result cancels. */
  after(milliseconds: number, call: () => void): () => void;
}

// setTimeout takes 32 bits; later than this is as good as never for a process.
const longest = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, Math.min(milliseconds, longest));
    return () => clearTimeout(timer);
  },
};

/** Resolves after so many milliseconds, or at once when the signal is aborted; it never rejects. */
export const sleep = (clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(milliseconds, end);
    signal.addEventListener('abort', end);
  });
