import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const open = new Set<string>();

const removeAll = (): void => {
  for (const folder of open) rmSync(folder, { recursive: true, force: true });
};

/** Calls `work` with a new folder, and removes the folder whatever happens, an exit in the middle included. */
export const withTemporaryFolder = async <Result>(work: (folder: string) => Promise<Result>): Promise<Result> => {
  // Tools name the real path in their messages.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wildermesser-')));
  if (open.size === 0) process.on('exit', removeAll);
  open.add(folder);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    open.delete(folder);
    if (open.size === 0) process.off('exit', removeAll);
  }
};
