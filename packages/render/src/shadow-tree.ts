import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/**
 * A copy of `directory` that may be edited, at the same place in a tree below `folder` whose other parts are links to
 * the real ones: `../base` means the same from the copy. Returns the path of the copy.
 */
export const shadowTree = async (repository: string, directory: string, folder: string): Promise<string> => {
  let real = repository;
  let shadow = join(folder, 'repository');
  for (const step of relative(repository, directory)
    .split(sep)
    .filter((name) => name !== '')) {
    await mkdir(shadow);
    for (const name of await readdir(real)) {
      if (name !== step) await symlink(join(real, name), join(shadow, name));
    }
    real = join(real, step);
    shadow = join(shadow, step);
  }
  await cp(directory, shadow, { recursive: true, verbatimSymlinks: true });
  return shadow;
};
