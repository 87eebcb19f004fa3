import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, realpath, rmdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = '/sys/fs/cgroup';
const controllers = ['cpu', 'cpuset', 'memory', 'pids', 'io', 'hugetlb'];
const patienceMilliseconds = 5000;

/** The cgroup that all Pods of a cluster are in. */
export const cgroupName = (folder: string): string => basename(folder);

/** Version 2 is one tree; version 1 has one for each controller. */
const isUnified = (): boolean => existsSync(join(root, 'cgroup.controllers'));

/** Beside version 1 there may be a tree of version 2 without controllers; runc makes cgroups there by itself. */
const uncontrolled = join(root, 'unified');

const hierarchies = async (): Promise<readonly string[]> => {
  if (isUnified()) return [root];
  const paths = (await readdir(root)).map((name) => realpath(join(root, name)));
  return [...new Set(await Promise.all(paths))];
};

/** Children may use what their parent hands down; a controller that is not there is no loss. */
const handDown = (folder: string): Promise<unknown> =>
  Promise.allSettled(controllers.map((name) => writeFile(join(folder, 'cgroup.subtree_control'), `+${name}`)));

/** Makes the cgroup of a cluster in every hierarchy. */
export const createCgroups = async (folder: string): Promise<void> => {
  for (const hierarchy of await hierarchies()) {
    if (hierarchy === uncontrolled) continue;
    const own = join(hierarchy, cgroupName(folder));
    if (isUnified()) await handDown(hierarchy);
    await mkdir(own);
    if (isUnified()) await handDown(own);
    // No process may enter a cpuset of version 1 before it has processors and memory.
    for (const file of ['cpuset.cpus', 'cpuset.mems'])
      if (!isUnified() && existsSync(join(own, file))) await copyFile(join(hierarchy, file), join(own, file));
  }
};

const removeTree = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await removeTree(join(folder, entry.name));
  await rmdir(folder);
};

const isGone = (error: NodeJS.ErrnoException): boolean => error.code === 'ENOENT';

/** Removes them; the last process of a cgroup may take a moment to leave it. */
export const removeCgroups = async (folder: string): Promise<void> => {
  const end = performance.now() + patienceMilliseconds;
  for (const hierarchy of await hierarchies())
    for (;;) {
      try {
        await removeTree(join(hierarchy, cgroupName(folder)));
        break;
      } catch (error) {
        if (isGone(error as NodeJS.ErrnoException)) break;
        if (performance.now() > end) throw error;
        await pause(20);
      }
    }
};
