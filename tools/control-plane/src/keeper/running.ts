/** A cluster while it runs. */
export interface Running {
  /** Resolves when it serves. */
  readonly ready: Promise<void>;
  /** Rejects when a program of it ends; never resolves. */
  readonly failure: Promise<never>;
  /** PID 1 of its namespaces, if it has any. */
  readonly init: () => number | undefined;
  /** Ends all of it. */
  readonly kill: () => Promise<void>;
}
