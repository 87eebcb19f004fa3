import { git, splitBatch, tryGit, zeroSeparated } from '../git.ts';
import { sortedFiles, type Tree, type TreeFile } from './tree.ts';

/** Contents by object id: both sides of a diff share most of theirs. */
export type Contents = Map<string, Buffer>;

/** Reads objects of a repository by their ids, each once. */
export const readObjects = async (
  top: string,
  ids: readonly string[],
  contents: Contents,
): Promise<readonly Buffer[]> => {
  const missing = [...new Set(ids)].filter((id) => !contents.has(id));
  if (missing.length > 0) {
    const answer = splitBatch(await git(top, ['cat-file', '--batch'], `${missing.join('\n')}\n`));
    for (const [index, id] of missing.entries()) contents.set(id, answer[index] ?? Buffer.alloc(0));
  }
  return ids.map((id) => contents.get(id) ?? Buffer.alloc(0));
};

const entryOf = (line: string): readonly [string, TreeFile] | undefined => {
  const [, mode = '', id = '', path = ''] = /^(\d+) blob ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
  return path === '' ? undefined : [path, { id, isLink: mode === '120000' }];
};

/** The tree of a commit, read from Git's objects. */
export const gitTree = async (top: string, commit: string, name: string, contents: Contents): Promise<Tree> => {
  const listing = await git(top, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  const files = sortedFiles(
    zeroSeparated(listing).flatMap((line) => [entryOf(line)].filter((entry) => entry !== undefined)),
  );
  return {
    name,
    files,
    folder: undefined,
    isFolder: false,
    read: (paths) => {
      const ids = paths.flatMap((path) => files.get(path)?.id ?? []);
      return readObjects(top, ids, contents);
    },
    search: async (expression, folder) => {
      const where = folder === '' ? [] : ['--', folder];
      // Found nothing is code 1 to git grep, as an error would be.
      const found = await tryGit(top, [
        'grep',
        '-l',
        '-z',
        '--text',
        '--full-name',
        '-E',
        expression,
        commit,
        ...where,
      ]);
      return zeroSeparated(found ?? Buffer.alloc(0)).map((path) => path.slice(commit.length + 1));
    },
  };
};
