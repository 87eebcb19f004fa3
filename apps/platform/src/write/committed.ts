import { createHash } from 'node:crypto';
import { git, splitBatch, tryGit } from '../git.ts';
import { UsageError } from '../usage-error.ts';

/** What one commit has below `generated/`. */
export interface CommittedTree {
  /** Git's object id of each file, by path below `generated/`. */
  readonly files: ReadonlyMap<string, string>;
  /** Whether a file of that text has that object id. */
  readonly isSame: (id: string, text: string) => boolean;
  /** The contents of files, in the order of their object ids. */
  readonly read: (ids: readonly string[]) => Promise<Buffer[]>;
}

/** Reads what HEAD has below `generated/`, from Git's own objects. Throws a UsageError where there is no commit. */
export const committedTree = async (root: string): Promise<CommittedTree> => {
  // Run in the root, both the argument and the answer are relative to it, wherever the repository begins.
  const listing = await tryGit(root, ['ls-tree', '-r', '-z', 'HEAD', '--', 'generated/']);
  if (listing === undefined)
    throw new UsageError('there is no commit to compare with', 'commit generated/, then check again');
  const files = new Map<string, string>();
  for (const line of listing.toString().split('\0')) {
    const entry = /^\d+ blob ([0-9a-f]+)\tgenerated\/([\s\S]+)$/.exec(line);
    if (entry?.[1] !== undefined && entry[2] !== undefined) files.set(entry[2], entry[1]);
  }
  return {
    files,
    isSame: (id, text) => {
      const content = Buffer.from(text);
      const hash = createHash(id.length === 64 ? 'sha256' : 'sha1');
      return hash.update(`blob ${content.length}\0`).update(content).digest('hex') === id;
    },
    read: async (ids) =>
      ids.length === 0 ? [] : splitBatch(await git(root, ['cat-file', '--batch'], `${ids.join('\n')}\n`)),
  };
};
