import { setTimeout as pause } from 'node:timers/promises';
import { ClusterError } from '../cluster-error.ts';

const intervalMilliseconds = 40;

/**
 * Asks again and again until the answer is yes. Throws, naming what was waited for and what was said last, when that
 * takes too long.
 */
export const until = async (
  what: string,
  seconds: number,
  isSo: () => Promise<boolean>,
  lastWords: () => string = () => 'nothing was said',
): Promise<void> => {
  const end = performance.now() + seconds * 1000;
  while (!(await isSo())) {
    if (performance.now() > end)
      throw new ClusterError('FAILED', `${what}: not within ${seconds} seconds; ${lastWords()}`);
    await pause(intervalMilliseconds);
  }
};
