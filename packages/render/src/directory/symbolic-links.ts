import { readdir, readlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Whether a path is the root or lies below it; both are absolute. */
export const isInside = (root: string, path: string): boolean => {
  const steps = relative(root, path);
  return steps !== '..' && !steps.startsWith(`..${sep}`);
};

/** Whether a link in `folder` is absolute or leaves the root at any step on its way, even if it comes back. */
export const leavesRoot = (root: string, folder: string, target: string): boolean => {
  if (target.startsWith('/')) return true;
  let current = folder;
  for (const step of target.split('/')) {
    current = join(current, step);
    if (!isInside(root, current)) return true;
  }
  return false;
};

/**
 * The symbolic links below `folder` that Argo CD refuses, relative to `root`, in byte order. One such link anywhere in
 * a repository makes it refuse every Application of the repository; `.git` is not looked at.
 */
export const outOfBoundsLinks = async (root: string, folder: string = root): Promise<readonly string[]> => {
  const found: string[] = [];
  const walk = async (current: string): Promise<void> => {
    for (const entry of await readdir(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      if (entry.isDirectory() && entry.name !== '.git') await walk(path);
      else if (entry.isSymbolicLink() && leavesRoot(root, current, await readlink(path)))
        found.push(relative(root, path));
    }
  };
  await walk(folder);
  return found.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
};
