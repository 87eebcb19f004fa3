import type { Forge } from './comment.ts';
import { findPullRequest, github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { PagesError, readPages } from './read-pages.ts';
import { reconcile } from './reconcile.ts';
import { ForgeError } from './request.ts';

const help = `Usage: node tools/pull-request-comment/src/main.ts <github|gitlab> <folder>

Posts plan.md and its further pages, which ./platform diff --format markdown --output <folder>/plan.md writes, as
comments of a pull request. A later run updates them in place and removes pages that are no longer needed.

github reads GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL, and either PULL_REQUEST (its number) or HEAD_OWNER,
HEAD_BRANCH and HEAD_SHA, by which it looks for the pull request. Comments are those of COMMENT_AUTHOR, by default
github-actions[bot].
gitlab reads COMMENT_TOKEN, CI_API_V4_URL, CI_PROJECT_ID and CI_MERGE_REQUEST_IID.

Exit codes: 0 posted, or nothing to post; 1 not possible; 2 wrong use.
`;

/** Where the program writes, and what it may know of its surroundings. */
export interface Io {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
}

class UsageError extends Error {}

const settingsFrom =
  (env: Io['env']) =>
  (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '') throw new UsageError(`${name} is not set`);
    return value;
  };

const openGithub = async (env: Io['env']): Promise<Forge | undefined> => {
  const setting = settingsFrom(env);
  const repository = {
    url: env.GITHUB_API_URL ?? 'https://api.github.com',
    token: setting('GITHUB_TOKEN'),
    name: setting('GITHUB_REPOSITORY'),
  };
  const pull = env.PULL_REQUEST
    ? Number(env.PULL_REQUEST)
    : await findPullRequest(repository, {
        owner: setting('HEAD_OWNER'),
        branch: setting('HEAD_BRANCH'),
        sha: setting('HEAD_SHA'),
      });
  if (pull === undefined) return undefined;
  if (!Number.isSafeInteger(pull) || pull < 1) throw new UsageError('PULL_REQUEST is no number');
  return github(repository, pull, env.COMMENT_AUTHOR ?? 'github-actions[bot]');
};

const openGitlab = (env: Io['env']): Forge => {
  const setting = settingsFrom(env);
  return gitlab({
    url: setting('CI_API_V4_URL'),
    token: setting('COMMENT_TOKEN'),
    project: setting('CI_PROJECT_ID'),
    iid: setting('CI_MERGE_REQUEST_IID'),
  });
};

const run = async ([forgeName, folder, ...rest]: readonly string[], { stdout, env }: Io): Promise<number> => {
  if (folder === undefined || rest.length > 0 || (forgeName !== 'github' && forgeName !== 'gitlab'))
    throw new UsageError(help);
  const pages = readPages(folder);
  const forge = forgeName === 'github' ? await openGithub(env) : openGitlab(env);
  if (forge === undefined) {
    stdout.write('no open pull request has this commit as its only head: nothing is posted\n');
    return 0;
  }
  const steps = await reconcile(pages, forge);
  const amount = (what: string): number => steps.filter((step) => step.do === what).length;
  stdout.write(`${amount('create')} created, ${amount('update')} updated, ${amount('remove')} removed\n`);
  return 0;
};

/** Runs the program: arguments, environment and streams in, exit code out. */
export const post = async (args: readonly string[], io: Io): Promise<number> => {
  try {
    return await run(args, io);
  } catch (error) {
    const isExpected = error instanceof UsageError || error instanceof PagesError || error instanceof ForgeError;
    if (!isExpected) throw error;
    io.stderr.write(`${error.message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
};
