import { median } from './measure.ts';

/** A piece of work inside this process. */
export interface Work {
  readonly name: string;
  readonly run: () => unknown;
}

/**
 * Times pieces of work in turn; the first round only warms up.
 *
 * @returns the median of each, in milliseconds
 */
export const timeWork = (works: readonly Work[], rounds: number): { name: string; milliseconds: number }[] => {
  const times: number[][] = works.map(() => []);
  for (let round = 0; round <= rounds; round++)
    for (const [i, { run }] of works.entries()) {
      const started = performance.now();
      run();
      if (round > 0) times[i]?.push(performance.now() - started);
    }
  return works.map(({ name }, i) => ({ name, milliseconds: median(times[i] ?? []) }));
};
