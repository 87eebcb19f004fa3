/** How long to wait after failures in a row. */
export interface BackOff {
  /** After the first failure, in milliseconds. */
  readonly first: number;
  readonly longest: number;
}

/**
 * Milliseconds to wait after the n-th failure in a row: twice as long each time, and up to half of it shorter by chance, so
 * that those who failed together do not come back together.
 *
 * @param failures at least 1
 * @param random between 0 and 1
 */
export const backOffDelay = ({ first, longest }: BackOff, failures: number, random: number): number =>
  // 2 ** 1024 is Infinity, of which the minimum is still right.
  Math.min(first * 2 ** (failures - 1), longest) * (1 - random / 2);
