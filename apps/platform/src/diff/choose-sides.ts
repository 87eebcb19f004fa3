import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ExecError } from '@wildermesser/exec';
import { tryGit } from '../git.ts';
import { UsageError } from '../usage-error.ts';
import { folderTree } from './folder-tree.ts';
import { type Contents, gitTree } from './git-tree.ts';
import type { Tree } from './tree.ts';
import { workTree } from './work-tree.ts';

/** What one side is read from. */
type Choice =
  | { readonly kind: 'commit'; readonly top: string; readonly commit: string; readonly name: string }
  | { readonly kind: 'work-tree'; readonly top: string }
  | { readonly kind: 'folder'; readonly folder: string; readonly name: string };

const text = (answer: Buffer | undefined): string => answer?.toString().trim() ?? '';

const topOf = async (cwd: string): Promise<string | undefined> =>
  text(await tryGit(cwd, ['rev-parse', '--show-toplevel'])) || undefined;

const commitOf = async (top: string, revision: string): Promise<string | undefined> =>
  text(await tryGit(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])) ||
  undefined;

const isShallow = async (top: string): Promise<boolean> =>
  text(await tryGit(top, ['rev-parse', '--is-shallow-repository'])) === 'true';

const short = (commit: string): string => commit.slice(0, 8);

const nameOf = (revision: string, commit: string): string =>
  commit.startsWith(revision) ? short(commit) : `${revision} (${short(commit)})`;

const isDirectory = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/** A directory when it is written like one (`./x`, `a/b/`, `/x`) or no revision has that name; else a revision. */
const choose = async (argument: string, cwd: string, top: string | undefined): Promise<Choice> => {
  const folder = resolve(cwd, argument);
  const isPath = /^(?:\.{1,2}(?:\/|$)|\/)|\/$/.test(argument);
  const commit = isPath || top === undefined ? undefined : await commitOf(top, argument);
  if (commit !== undefined && top !== undefined) {
    if (isDirectory(folder))
      throw new UsageError(
        `${argument} is both a revision and a directory`,
        `write ./${argument} for the directory, or the full name of the revision, such as refs/heads/${argument}`,
      );
    return { kind: 'commit', top, commit, name: nameOf(argument, commit) };
  }
  if (isDirectory(folder)) return { kind: 'folder', folder, name: argument };
  if (isPath) throw new UsageError(`there is no directory ${argument}`, 'name a directory, or a revision of Git');
  if (top === undefined) throw notARepository(cwd, `${argument} is no directory, and `);
  const fetch = (await isShallow(top)) ? 'git fetch --unshallow' : 'git fetch origin';
  throw new UsageError(
    `no revision and no directory is named ${argument}`,
    `see git branch --all; perhaps ${fetch} gets it`,
  );
};

const notARepository = (cwd: string, before = ''): UsageError =>
  new UsageError(`${before}${cwd} is in no Git repository`, 'run it in a repository, or name two directories');

const mainBranches = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/** The main branch, by the first of its customary names, and its commit. */
const mainBranch = async (top: string): Promise<{ readonly branch: string; readonly main: string } | undefined> => {
  const names = mainBranches.map((name) => `refs/${name.startsWith('origin/') ? 'remotes' : 'heads'}/${name}`);
  const listing = text(await tryGit(top, ['for-each-ref', '--format=%(refname) %(objectname)', ...names]));
  const commits = new Map(listing.split('\n').map((line) => line.split(' ') as [string, string]));
  const index = names.findIndex((name) => commits.has(name));
  const [branch, main] = [mainBranches[index], commits.get(names[index] ?? '')];
  return branch === undefined || main === undefined ? undefined : { branch, main };
};

/** Where the current branch left the main one. */
const mergeBase = async (top: string): Promise<Choice> => {
  const found = await mainBranch(top);
  if (found === undefined)
    throw new UsageError(
      'no branch is named main or master, here or at origin',
      'name the base: platform diff <revision>, such as HEAD for what is not committed yet',
    );
  const { branch, main } = found;
  const base = text(await tryGit(top, ['merge-base', 'HEAD', main]));
  if (base === '') {
    if (await isShallow(top))
      throw new UsageError(
        `the clone is shallow: it does not have the commit at which this branch left ${branch}`,
        'run git fetch --unshallow (in GitHub Actions: fetch-depth: 0), or name the base: platform diff <revision>',
      );
    throw new UsageError(
      `this branch and ${branch} have no commit in common`,
      'name the base: platform diff <revision>',
    );
  }
  const name = base === main ? nameOf(branch, base) : `merge base with ${branch} (${short(base)})`;
  return { kind: 'commit', top, commit: base, name };
};

const open = (choice: Choice, contents: Contents): Promise<Tree> | Tree => {
  switch (choice.kind) {
    case 'commit':
      return gitTree(choice.top, choice.commit, choice.name, contents);
    case 'work-tree':
      return workTree(choice.top, 'work tree');
    case 'folder':
      return folderTree(choice.folder, choice.name);
  }
};

/** The two trees to compare. */
export interface Sides {
  readonly base: Tree;
  readonly head: Tree;
  /** The top of the repository; undefined when both sides are directories outside of one. */
  readonly top: string | undefined;
}

/**
 * Opens what the arguments name: `[BASE] [HEAD]`, each a revision or a directory. Without a head the work tree, without
 * a base the commit at which the current branch left the main one. `..` between two revisions is understood, too.
 */
export const chooseSides = async (names: readonly string[], cwd: string): Promise<Sides> => {
  const [first, second, ...more] = names.length === 1 ? splitRange(names[0] ?? '') : names;
  if (more.length > 0) throw new UsageError('diff takes a base and a head', 'see --help');
  try {
    const top = await topOf(cwd);
    if (top === undefined && second === undefined) throw notARepository(cwd);
    const base = first === undefined ? await mergeBase(top ?? cwd) : await choose(first, cwd, top);
    const head: Choice = second === undefined ? { kind: 'work-tree', top: top ?? cwd } : await choose(second, cwd, top);
    const contents: Contents = new Map();
    const [baseTree, headTree] = await Promise.all([open(base, contents), open(head, contents)]);
    return { base: baseTree, head: headTree, top };
  } catch (error) {
    if (error instanceof ExecError && /dubious ownership/.test(error.stderr))
      throw new UsageError(
        'Git does not trust the repository: somebody else owns it',
        'git config --global --add safe.directory <path>',
      );
    throw error;
  }
};

const splitRange = (name: string): readonly string[] => {
  const [, base, head] = /^([^.].*?)\.\.([^.].*)$/.exec(name) ?? [];
  return base === undefined || head === undefined || name.includes('/../') ? [name] : [base, head];
};
