import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { searchByReading, sortedFiles, type Tree, type TreeFile } from './tree.ts';
import { blobId, contentAt, readFiles } from './work-tree.ts';

const isManifest = (path: string): boolean => /\.(?:ya?ml|json)$/.test(path);

/** Bytes of manifests that are kept in memory from the first reading on. */
const keptLimit = 32 << 20;

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
  // To know what a file is it has to be read, and manifests are asked for again soon.
  const contents = new Map<string, Buffer>();
  let kept = 0;
  for (const path of paths) {
    const found = contentAt(join(top, path));
    if (found === undefined) continue;
    files.set(path, { id: blobId(found.content, 'sha1'), isLink: found.isLink });
    if (!isManifest(path) || kept + found.content.length > keptLimit) continue;
    kept += found.content.length;
    contents.set(path, found.content);
  }
  const sorted = sortedFiles(files);
  const read = async (wanted: readonly string[]): Promise<readonly Buffer[]> => {
    const unknown = wanted.filter((path) => !contents.has(path));
    const others = new Map((await readFiles(top, unknown)).map((content, index) => [unknown[index], content]));
    return wanted.map((path) => contents.get(path) ?? others.get(path) ?? Buffer.alloc(0));
  };
  return {
    name,
    files: sorted,
    folder: top,
    isFolder: true,
    read,
    search: searchByReading(sorted, read),
  };
};
