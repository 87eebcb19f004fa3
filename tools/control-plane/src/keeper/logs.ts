import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const shownLines = 12;

/** The file that a program of the cluster writes to. */
export const logFile = (folder: string, name: string): string => join(folder, 'log', `${name}.log`);

/** Its last lines; nothing if it is gone already. */
export const logTail = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-shownLines).join('\n');
  } catch {
    return '';
  }
};
