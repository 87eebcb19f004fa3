import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { runFolderPrefix } from './folders.ts';
import { removeCgroups } from './node/cgroups.ts';
import { tryLock } from './with-lock.ts';

/** Removes what a cluster has left on the machine; its processes have ended already. */
export const removeTraces = async (folder: string): Promise<void> => {
  await removeCgroups(folder);
  await rm(folder, { recursive: true, force: true });
};

/** A cluster that is about to start has a folder, and no keeper yet. */
const youngMilliseconds = 60_000;

const isOld = async (folder: string): Promise<boolean> => {
  try {
    return Date.now() - (await stat(folder)).mtimeMs > youngMilliseconds;
  } catch {
    return false;
  }
};

/** Removes the traces of clusters whose keeper and owner were both killed at once. */
export const sweepTraces = async (): Promise<void> => {
  const parent = dirname(runFolderPrefix);
  const names = (await readdir(parent)).filter((name) => name.startsWith(basename(runFolderPrefix)));
  for (const folder of names.map((name) => join(parent, name))) {
    if (!(await isOld(folder))) continue;
    const lock = await tryLock(folder);
    if (lock === undefined) continue;
    // Those of another user are not ours to remove.
    await removeTraces(folder).catch(() => undefined);
    lock.close();
  }
};
