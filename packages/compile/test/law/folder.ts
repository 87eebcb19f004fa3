import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Writes files below a folder that is gone when `work` has ended. */
export const inFolder = async <T>(
  files: Iterable<readonly [path: string, text: string]>,
  work: (folder: string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'law-'));
  try {
    const made = new Set<string>();
    for (const [path, text] of files) {
      const target = join(folder, path);
      const parent = dirname(target);
      if (!made.has(parent)) await mkdir(parent, { recursive: true });
      made.add(parent);
      await writeFile(target, text);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};
