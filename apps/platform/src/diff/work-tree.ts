import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { git, tryGit, zeroSeparated } from '../git.ts';
import { type Contents, readObjects } from './git-tree.ts';
import { searchByReading, sortedFiles, type Tree, type TreeFile } from './tree.ts';

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

/** `H` is tracked, `S` too and not checked out, `C` changed on disk, `?` new; a tracked file has its mode and id. */
const shape = /^([HSC?]) (?:(\d+) ([0-9a-f]+) \d\t)?([\s\S]+)$/;

/** A checkout that leaves files out; these are read from Git's objects, by their ids. */
const sparseTree = (
  top: string,
  name: string,
  files: ReadonlyMap<string, TreeFile>,
  absent: ReadonlyMap<string, string>,
): Tree => {
  const contents: Contents = new Map();
  const read = async (paths: readonly string[]): Promise<readonly Buffer[]> => {
    await readObjects(top, [...new Set(paths.flatMap((path) => absent.get(path) ?? []))], contents);
    const onDisk = await readFiles(top, paths);
    return paths.map((path, index) => contents.get(absent.get(path) ?? '') ?? onDisk[index] ?? Buffer.alloc(0));
  };
  return { name, files, folder: undefined, isFolder: false, read, search: searchByReading(files, read) };
};

/**
 * The work tree of a repository as it is on disk: what Git tracks, and new files that it does not ignore. Only files
 * that Git takes for changed are read. What a sparse checkout leaves out is there all the same.
 */
export const workTree = async (top: string, name: string): Promise<Tree> => {
  const options = ['-z', '-t', '--stage', '--others', '--modified', '--exclude-standard'];
  const listing = zeroSeparated(await git(top, ['ls-files', ...options]));
  const files = new Map<string, TreeFile>();
  const touched: string[] = [];
  const absent = new Map<string, string>();
  for (const line of listing) {
    const [, tag = '', mode = '', id = '', path = ''] = shape.exec(line) ?? [];
    // A submodule is another repository.
    if (mode === '160000') continue;
    if (tag === 'H' || tag === 'S') files.set(path, { id, isLink: mode === '120000' });
    if (tag === 'S') absent.set(path, id);
    if ((tag === 'C' || tag === '?') && path !== '') touched.push(path);
  }
  const algorithm = [...files.values()][0]?.id.length === 64 ? 'sha256' : 'sha1';
  for (const path of touched) {
    const found = contentAt(join(top, path));
    if (found === undefined) files.delete(path);
    else files.set(path, { id: blobId(found.content, algorithm), isLink: found.isLink });
  }
  if (absent.size > 0) return sparseTree(top, name, sortedFiles(files), absent);
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
