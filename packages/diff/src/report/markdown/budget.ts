/**
 * The most that a comment takes: GitHub says 65,536 characters, counted as bytes by some of its surfaces. The rest is
 * for what a poster may add.
 */
export const defaultBudget = 65_000;

/** Bytes, of which a text has at least as many as characters. */
export const sizeOf = (text: string): number => Buffer.byteLength(text);

/** The first text that fits, each tried with a tighter limit; the last one is taken whatever its size. */
export const firstFitting = <Limit>(
  limits: readonly Limit[],
  budget: number,
  write: (limit: Limit) => string,
): string => {
  let text = '';
  for (const limit of limits) {
    text = write(limit);
    if (sizeOf(text) <= budget) break;
  }
  return text;
};
