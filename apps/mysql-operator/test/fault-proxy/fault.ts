/** Which requests a fault is for. Everything given must hold. */
export interface Match {
  readonly method?: string;
  /** Of path and query. */
  readonly path?: RegExp;
  /** Only watches, or only what is no watch. */
  readonly watch?: boolean;
  /** Only what changes something: other methods than GET, and exec. */
  readonly write?: boolean;
}

/**
 * What happens to a request.
 *
 * `before` means that the API server never sees it, `after` that it does all that was asked and only the answer is lost.
 */
export type Action =
  | { readonly answer: number; readonly retryAfter?: number; readonly body?: string }
  | { readonly reset: 'before' | 'after' }
  | { readonly silence: 'before' | 'after' }
  | { readonly delayMilliseconds: number }
  /** The first answer that this very path ever got, once more: a cache that lags behind. */
  | { readonly stale: true }
  /** Sends other lines than those of the watch: fewer, more, or in another order. */
  | { readonly lines: (line: string, index: number) => readonly string[] }
  /** Ends the watch after so many lines: in order, by a reset, or by never saying anything again. */
  | { readonly cutAfter: number; readonly how: 'end' | 'reset' | 'silence' };

export interface Fault {
  readonly match: Match;
  readonly action: Action;
  /** Lets so many requests pass first. Default 0. */
  readonly skip?: number;
  /** Then happens so many times. Default 1. */
  readonly times?: number;
  /** Instead of both: happens to each request and not when it is repeated, so to every other one of a method and path. */
  readonly firstTries?: true;
}

/** One request as the proxy saw it. */
export interface Exchange {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly watch: boolean;
  readonly write: boolean;
  /** What the client got; 0 when it got nothing. */
  readonly status: number;
  /** What was done to it. */
  readonly fault: Action | undefined;
}

export const isWatch = (path: string): boolean => /[?&]watch=(1|true)\b/.test(path);

export const isWrite = (method: string, path: string): boolean => method !== 'GET' || /\/exec\?/.test(path);

export const matches = (match: Match, method: string, path: string): boolean =>
  (match.method === undefined || match.method === method) &&
  (match.path === undefined || match.path.test(path)) &&
  (match.watch === undefined || match.watch === isWatch(path)) &&
  (match.write === undefined || match.write === isWrite(method, path));

/** The faults that are still to happen. */
export interface FaultList {
  add(fault: Fault): void;
  clear(): void;
  /** What is to be done to this request; counts it. */
  take(method: string, path: string): Action | undefined;
}

export const createFaultList = (): FaultList => {
  let faults: { readonly fault: Fault; skip: number; times: number; readonly tried: Set<string> }[] = [];
  return {
    add: (fault) => {
      faults.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1, tried: new Set() });
    },
    clear: () => {
      faults = [];
    },
    take: (method, path) => {
      let taken: Action | undefined;
      for (const entry of faults) {
        if (entry.times === 0 || !matches(entry.fault.match, method, path)) continue;
        if (entry.fault.firstTries === true) {
          const request = `${method} ${isWatch(path)} ${path.replace(/\?.*/, '')}`;
          if (!entry.tried.delete(request) && taken === undefined) {
            entry.tried.add(request);
            taken = entry.fault.action;
          }
          continue;
        }
        if (entry.skip > 0) entry.skip--;
        else if (taken === undefined) {
          entry.times--;
          taken = entry.fault.action;
        }
      }
      return taken;
    },
  };
};
