import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Tree } from './tree.ts';

/** Writes files of a tree into a folder, for tools that read nothing but folders. */
export const materialise = async (tree: Tree, paths: readonly string[], folder: string): Promise<void> => {
  const contents = await tree.read(paths);
  const made = new Set<string>();
  for (const [index, path] of paths.entries()) {
    const target = join(folder, path);
    const parent = dirname(target);
    if (!made.has(parent)) {
      mkdirSync(parent, { recursive: true });
      made.add(parent);
    }
    const content = contents[index] ?? Buffer.alloc(0);
    if (tree.files.get(path)?.isLink === true) symlinkSync(content.toString(), target);
    else writeFileSync(target, content);
  }
};
