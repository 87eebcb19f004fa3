/** A file of a tree. */
export interface TreeFile {
  /** Git's object id of its content: equal for equal content, on either side. */
  readonly id: string;
  readonly isLink: boolean;
}

/** All files of one side, whether they lie in Git or in a folder. */
export interface Tree {
  /** How the reader knows it. */
  readonly name: string;
  /** By path relative to the top of the tree, sorted by bytes. */
  readonly files: ReadonlyMap<string, TreeFile>;
  /** The folder that holds exactly these files; undefined for a commit. */
  readonly folder: string | undefined;
  /** A directory that was named as one, and no checkout. */
  readonly isFolder: boolean;
  /** The contents of files, in the order of their paths; of a link its target. */
  readonly read: (paths: readonly string[]) => Promise<readonly Buffer[]>;
  /** The paths of files below `folder` whose text has a line that this extended regular expression matches. */
  readonly search: (expression: string, folder: string) => Promise<readonly string[]>;
}

/** Sorts the files of a tree by path, which Git has done already. */
export const sortedFiles = (files: Iterable<readonly [string, TreeFile]>): ReadonlyMap<string, TreeFile> => {
  const entries = [...files];
  const isSorted = entries.every(([path], index) => index === 0 || (entries[index - 1]?.[0] ?? '') < path);
  return new Map(isSorted ? entries : entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
};

/** Searches files by reading all of them. */
export const searchByReading =
  (files: ReadonlyMap<string, TreeFile>, read: Tree['read']): Tree['search'] =>
  async (expression, folder) => {
    const pattern = new RegExp(expression, 'm');
    const candidates = [...files.keys()].filter((path) => isBelow(path, folder));
    const texts = await read(candidates);
    return candidates.filter((_, index) => pattern.test(texts[index]?.toString() ?? ''));
  };

/** Whether a path is a folder's or lies below it; `''` is the top. */
export const isBelow = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);
