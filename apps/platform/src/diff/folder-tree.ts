import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isBelow, sortedFiles, type Tree, type TreeFile } from './tree.ts';
import { blobId, contentAt, readFiles } from './work-tree.ts';

/** Folders in which nobody keeps manifests. */
const passedOver = new Set(['.git', 'node_modules']);

const walk = (folder: string, prefix: string, found: string[]): void => {
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (!entry.isDirectory()) found.push(path);
    else if (!passedOver.has(entry.name)) walk(folder, path, found);
  }
};

/**
 * A folder of its own, whether it lies in a repository or not. With a prefix, the last part of the folder's path, paths
 * begin with it: `generated/` of somebody's checkout is read as what it is there.
 */
export const folderTree = (folder: string, name: string, prefix = ''): Tree => {
  const top = prefix === '' ? folder : dirname(folder);
  const paths: string[] = [];
  walk(top, prefix, paths);
  const files = new Map<string, TreeFile>();
  for (const path of paths) {
    const found = contentAt(join(top, path));
    if (found !== undefined) files.set(path, { id: blobId(found.content, 'sha1'), isLink: found.isLink });
  }
  const sorted = sortedFiles(files);
  return {
    name,
    files: sorted,
    folder: top,
    isFolder: true,
    read: (wanted) => readFiles(top, wanted),
    search: async (expression, below) => {
      const pattern = new RegExp(expression, 'm');
      const candidates = [...sorted.keys()].filter((path) => isBelow(path, below));
      const texts = await readFiles(top, candidates);
      return candidates.filter((_, index) => pattern.test(texts[index]?.toString() ?? ''));
    },
  };
};
