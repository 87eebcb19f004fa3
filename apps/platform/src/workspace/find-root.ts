import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../usage-error.ts';

/** The folder at or above `from` that holds `platform.json`. Throws a UsageError when there is none. */
export const findRoot = (from: string): string => {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'platform.json'))) return folder;
    if (folder === dirname(folder))
      throw new UsageError(
        `no platform.json in ${from} or above`,
        'run this inside a checkout of the platform repository',
      );
  }
};
