import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { cli } from '../../src/cli.ts';

/** What a command said and how it ended. */
export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program in this process. */
export const platform = async (cwd: string, ...args: readonly string[]): Promise<Answer> => {
  const [out, err]: [string[], string[]] = [[], []];
  const collect = (texts: string[]) => ({ write: (text: string) => texts.push(text) });
  const code = await cli(args, { stdout: collect(out), stderr: collect(err), env: {}, cwd });
  return { code, out: out.join(''), err: err.join('') };
};

/** A folder of its own, removed after the tests of the file. */
export const temporaryFolder = (): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'diff-')));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Writes files below a folder; `null` removes one. */
export const writeTree = (folder: string, files: Readonly<Record<string, string | null>>): void => {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    if (text === null) rmSync(file, { recursive: true });
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
};

/** A Git repository with a branch `main`. */
export interface Repository {
  readonly root: string;
  readonly git: (...args: string[]) => string;
  readonly write: (files: Readonly<Record<string, string | null>>) => void;
  readonly commit: (message: string) => void;
}

const identity = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

/** A repository whose first commit, on `main`, holds these files; the branch `change` is checked out. */
export const repositoryOf = (files: Readonly<Record<string, string>>): Repository => {
  const root = temporaryFolder();
  const git = (...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync('git', ['-C', root, ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: root, ...identity },
    });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const commit = (message: string): void => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '-m', message);
  };
  git('init', '--quiet', '--initial-branch=main');
  writeTree(root, files);
  commit('the beginning');
  git('checkout', '--quiet', '-b', 'change');
  return { root, git, write: (changed) => writeTree(root, changed), commit };
};
