import type { Io } from './io.ts';

/** One verb of the program. */
export interface Command {
  /** The whole help text. */
  readonly help: string;
  /**
   * Runs with the arguments behind the verb and answers the exit code: 0 fine, 1 findings or differences. Wrong use and
   * failing tools are thrown; the program turns them into 2.
   */
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
}
