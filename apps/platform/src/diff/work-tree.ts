import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { git, tryGit, zeroSeparated } from '../git.ts';
import { sortedFiles, type Tree, type TreeFile } from './tree.ts';

/** Git's object id of a content, in the hash that the repository uses. */
export const blobId = (content: Buffer, algorithm: 'sha1' | 'sha256'): string =>
  createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest('hex');

/** The content of a file, or the target of a link; undefined when it is neither or gone. */
export const contentAt = (path: string): { readonly content: Buffer; readonly isLink: boolean } | undefined => {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status?.isSymbolicLink()) return { content: Buffer.from(readlinkSync(path)), isLink: true };
  return status?.isFile() ? { content: readFileSync(path), isLink: false } : undefined;
};

/** Reads files of a folder as they are now. */
export const readFiles = (folder: string, paths: readonly string[]): Promise<readonly Buffer[]> =>
  Promise.resolve(paths.map((path) => contentAt(join(folder, path))?.content ?? Buffer.alloc(0)));

/** `H` is tracked, `C` changed on disk, `?` new; a line of a tracked file has its mode and id. */
const shape = /^([HC?]) (?:(\d+) ([0-9a-f]+) \d\t)?([\s\S]+)$/;

/**
 * The work tree of a repository as it is on disk: what Git tracks, and new files that it does not ignore. Only files
 * that Git takes for changed are read.
 */
export const workTree = async (top: string, name: string): Promise<Tree> => {
  const options = ['-z', '-t', '--stage', '--others', '--modified', '--exclude-standard'];
  const listing = zeroSeparated(await git(top, ['ls-files', ...options]));
  const files = new Map<string, TreeFile>();
  const touched: string[] = [];
  for (const line of listing) {
    const [, tag = '', mode = '', id = '', path = ''] = shape.exec(line) ?? [];
    // A submodule is another repository.
    if (mode === '160000') continue;
    if (tag === 'H') files.set(path, { id, isLink: mode === '120000' });
    else if (path !== '') touched.push(path);
  }
  const algorithm = [...files.values()][0]?.id.length === 64 ? 'sha256' : 'sha1';
  for (const path of touched) {
    const found = contentAt(join(top, path));
    if (found === undefined) files.delete(path);
    else files.set(path, { id: blobId(found.content, algorithm), isLink: found.isLink });
  }
  return {
    name,
    files: sortedFiles(files),
    folder: top,
    isFolder: false,
    read: (paths) => readFiles(top, paths),
    search: async (expression, folder) => {
      const where = folder === '' ? [] : ['--', folder];
      const options = ['--untracked', '-l', '-z', '--text', '--full-name', '-E'];
      return zeroSeparated((await tryGit(top, ['grep', ...options, expression, ...where])) ?? Buffer.alloc(0));
    },
  };
};
