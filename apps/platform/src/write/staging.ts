import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Changes the files of a folder all together or not at all. New content is staged beside the old; a journal says what
 * is about to be renamed; an interrupted run, even a killed one, is undone by whoever comes next.
 *
 * Below the folder:  .staging/owner         process id of the running writer, and the lock
 *                    .staging/new/<path>    content to come
 *                    .staging/old/<path>    what it replaced or removed, until all is done
 *                    .staging/journal.json  there while renames are under way
 */
const folderName = '.staging';

type Step = { readonly does: 'create' | 'replace' | 'remove'; readonly path: string };

/** Another process holds the folder. */
export class BusyError extends Error {
  readonly code = 'BUSY';
  readonly pid: number;
  constructor(pid: number) {
    super(`another build (process ${pid}) is writing`);
    this.pid = pid;
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const ownerOf = (staging: string): number => {
  try {
    return Number(readFileSync(join(staging, 'owner'), 'utf8'));
  } catch {
    return 0;
  }
};

const move = (from: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
};

/** Puts everything back that a journal says was begun. Safe to be interrupted and begun again. */
const undo = (folder: string, staging: string): void => {
  const journal = join(staging, 'journal.json');
  if (!existsSync(journal)) return;
  const steps = JSON.parse(readFileSync(journal, 'utf8')) as readonly Step[];
  for (const { does, path } of steps) {
    const old = join(staging, 'old', path);
    const isDone = !existsSync(join(staging, 'new', path));
    if (does === 'create' && isDone) rmSync(join(folder, path), { recursive: true, force: true });
    else if (does !== 'create' && existsSync(old)) move(old, join(folder, path));
  }
  rmSync(journal);
};

const lockPatienceMs = 30_000;
const lockPollMs = 50;

const lock = async (folder: string): Promise<string> => {
  const staging = join(folder, folderName);
  mkdirSync(folder, { recursive: true });
  for (let waited = 0; ; waited += lockPollMs) {
    try {
      mkdirSync(staging);
      writeFileSync(join(staging, 'owner'), String(process.pid));
      return staging;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = ownerOf(staging);
    // A folder without an owner is one that is being made or taken away at this moment, or whose maker was killed.
    if (owner !== 0 ? !isAlive(owner) : waited > 1000) recover(folder);
    else if (waited >= lockPatienceMs) throw new BusyError(owner);
    else await sleep(lockPollMs);
  }
};

/** Undoes what a killed writer left behind; does nothing while one is at work. Answers whether something was undone. */
export const recover = (folder: string): boolean => {
  const staging = join(folder, folderName);
  if (!existsSync(staging)) return false;
  const owner = ownerOf(staging);
  if (owner !== 0 && owner !== process.pid && isAlive(owner)) return false;
  const isHalfDone = existsSync(join(staging, 'journal.json'));
  undo(folder, staging);
  rmSync(staging, { recursive: true, force: true });
  return isHalfDone;
};

/** The folder of a path that is normal already, as those of a tree are; `''` for none. */
const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Writes the new files below `folder`, which does not exist yet. */
const stage = (folder: string, files: ReadonlyMap<string, string>): void => {
  const made = new Set<string>();
  for (const [path, text] of files) {
    const parent = parentOf(path);
    if (!made.has(parent)) {
      mkdirSync(`${folder}/${parent}`, { recursive: true });
      made.add(parent);
    }
    writeFileSync(`${folder}/${path}`, text);
  }
};

/** The shallowest folder above `path` that does not exist yet in `folder`; undefined when all do. */
const newFolder = (folder: string, path: string, known: Map<string, string | undefined>): string | undefined => {
  const parent = parentOf(path);
  if (parent === '') return undefined;
  // Most files lie where one before them does.
  if (known.has(parent)) return known.get(parent);
  const found = newFolder(folder, parent, known) ?? (existsSync(join(folder, parent)) ? undefined : parent);
  known.set(parent, found);
  return found;
};

/** Renames a whole new folder where there was none: one step instead of one a file. */
const planSteps = (folder: string, paths: Iterable<string>, remove: readonly string[]): Step[] => {
  const known = new Map<string, string | undefined>();
  const steps = new Map<string, Step>();
  for (const path of paths) {
    const root = newFolder(folder, path, known);
    if (root !== undefined) steps.set(root, { does: 'create', path: root });
    else steps.set(path, { does: existsSync(join(folder, path)) ? 'replace' : 'create', path });
  }
  for (const path of remove) steps.set(path, { does: 'remove', path });
  return [...steps.values()];
};

const perform = (folder: string, staging: string, { does, path }: Step): void => {
  const target = join(folder, path);
  const old = join(staging, 'old', path);
  if (does === 'remove') move(target, old);
  else {
    if (does === 'replace') {
      mkdirSync(dirname(old), { recursive: true });
      linkSync(target, old);
    }
    renameSync(join(staging, 'new', path), target);
  }
};

const removeEmptyFolders = (folder: string, path: string): void => {
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    try {
      rmdirSync(join(folder, parent));
    } catch {
      return;
    }
  }
};

/**
 * Writes and removes files below `folder`: all of it or, on any error (a full disk, a read-only folder, a kill), nothing.
 * Throws a BusyError when another live process keeps the folder for half a minute, otherwise the system's own error.
 */
export const replaceFiles = async (
  folder: string,
  write: ReadonlyMap<string, string>,
  remove: readonly string[],
): Promise<void> => {
  if (write.size === 0 && remove.length === 0) return;
  const staging = await lock(folder);
  try {
    stage(join(staging, 'new'), write);
    const steps = planSteps(folder, write.keys(), remove);
    const journal = join(staging, 'journal.json');
    writeFileSync(`${journal}.part`, JSON.stringify(steps));
    renameSync(`${journal}.part`, journal);
    for (const step of steps) perform(folder, staging, step);
    // From here on the new tree is the tree.
    rmSync(journal);
    for (const path of remove) removeEmptyFolders(folder, path);
  } catch (error) {
    undo(folder, staging);
    throw error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
};
