import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { post } from '../src/post.ts';
import { type FakeForge, fakeGithub, fakeGitlab, type Kept } from './fake-forge.ts';

const bot = 'github-actions[bot]';

const page = (number: number, text = 'text', more = ''): string =>
  `<!-- wildermesser-platform:diff page=${number}${more} -->\n${text}\n`;

const folderOf = (context: TestContext, pages: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  context.after(() => rmSync(folder, { recursive: true }));
  pages.forEach((text, at) => {
    writeFileSync(join(folder, at === 0 ? 'plan.md' : `plan-${at + 1}.md`), text);
  });
  return folder;
};

const run = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await post(args, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    env,
  });
  return { code, out: out.join(''), err: err.join('') };
};

const startGithub = async (context: TestContext, comments: Kept[] = [], pulls = {}): Promise<FakeForge> => {
  const forge = await fakeGithub(comments, pulls);
  context.after(forge.close);
  return forge;
};

const onGithub = (forge: FakeForge, more: Readonly<Record<string, string>> = { PULL_REQUEST: '7' }) => ({
  GITHUB_API_URL: forge.url,
  GITHUB_TOKEN: 'secret-token',
  GITHUB_REPOSITORY: 'o/r',
  ...more,
});

test('the first run posts every page in order', async (context) => {
  const forge = await startGithub(context);
  const { code, out } = await run(['github', folderOf(context, [page(1, 'a'), page(2, 'b')])], onGithub(forge));
  assert.deepEqual([code, out], [0, '2 created, 0 updated, 0 removed\n']);
  assert.deepEqual(
    forge.comments.map(({ body }) => body.replaceAll('\r\n', '\n')),
    [page(1, 'a'), page(2, 'b')],
  );
});

test('a run with the same pages writes nothing', async (context) => {
  const forge = await startGithub(context);
  const folder = folderOf(context, [page(1), page(2)]);
  await run(['github', folder], onGithub(forge));
  forge.writes.length = 0;
  const { out } = await run(['github', folder], onGithub(forge));
  assert.deepEqual([out, forge.writes], ['0 created, 0 updated, 0 removed\n', []]);
});

test('a later run updates in place, and removes pages that are no longer needed', async (context) => {
  const forge = await startGithub(context);
  await run(['github', folderOf(context, [page(1), page(2), page(3)])], onGithub(forge));
  const [first] = forge.comments;
  forge.writes.length = 0;
  const { out } = await run(['github', folderOf(context, [page(1, 'new')])], onGithub(forge));
  assert.equal(out, '0 created, 1 updated, 2 removed\n');
  assert.deepEqual(forge.comments, [{ id: first?.id, author: bot, body: page(1, 'new') }]);
  assert.equal(forge.writes[0], `PATCH /repos/o/r/issues/comments/${first?.id}`);
});

test('comments of others are left alone, whatever is written in them', async (context) => {
  const forged = { id: 1, author: 'mallory', body: page(1, 'mine') };
  const forge = await startGithub(context, [forged, { id: 2, author: bot, body: 'of another workflow' }]);
  await run(['github', folderOf(context, [page(1)])], onGithub(forge));
  assert.deepEqual(forge.comments.slice(0, 2), [forged, { id: 2, author: bot, body: 'of another workflow' }]);
  assert.equal(forge.comments.length, 3);
});

test('the comment is found behind more than a hundred others', async (context) => {
  const others = Array.from({ length: 130 }, (_, id) => ({ id, author: 'reviewer', body: 'fine' }));
  const forge = await startGithub(context, [...others, { id: 500, author: bot, body: page(1, 'old') }]);
  const { out } = await run(['github', folderOf(context, [page(1, 'new')])], onGithub(forge));
  assert.equal(out, '0 created, 1 updated, 0 removed\n');
});

test('two comments of the same page become one', async (context) => {
  const forge = await startGithub(context, [
    { id: 1, author: bot, body: page(1, 'a') },
    { id: 2, author: bot, body: page(1, 'b') },
  ]);
  await run(['github', folderOf(context, [page(1, 'a')])], onGithub(forge));
  assert.deepEqual(forge.comments, [{ id: 1, author: bot, body: page(1, 'a') }]);
});

test('nothing that changes is worth no comment, but corrects an earlier one', async (context) => {
  const empty = folderOf(context, [page(1, 'nothing', ' empty')]);
  const forge = await startGithub(context);
  await run(['github', empty], onGithub(forge));
  assert.deepEqual(forge.writes, []);
  await run(['github', folderOf(context, [page(1, 'much')])], onGithub(forge));
  await run(['github', empty], onGithub(forge));
  assert.deepEqual(
    forge.comments.map(({ body }) => body),
    [page(1, 'nothing', ' empty')],
  );
});

test('the pull request of a fork is found by what GitHub says of its head', async (context) => {
  const pulls = { '/repos/o/r/pulls?fork:feature/a b': [{ number: 7, head: { sha: 'abc' } }] };
  const forge = await startGithub(context, [], pulls);
  const head = { HEAD_OWNER: 'fork', HEAD_BRANCH: 'feature/a b', HEAD_SHA: 'abc' };
  const { out } = await run(['github', folderOf(context, [page(1)])], onGithub(forge, head));
  assert.equal(out, '1 created, 0 updated, 0 removed\n');
});

test('a run of commits that are no longer the head posts nothing', async (context) => {
  const pulls = { '/repos/o/r/pulls?fork:main': [{ number: 7, head: { sha: 'newer' } }] };
  const forge = await startGithub(context, [], pulls);
  const head = { HEAD_OWNER: 'fork', HEAD_BRANCH: 'main', HEAD_SHA: 'abc' };
  const { code } = await run(['github', folderOf(context, [page(1)])], onGithub(forge, head));
  assert.deepEqual([code, forge.writes], [0, []]);
});

test('pages of a stranger mention nobody', async (context) => {
  const forge = await startGithub(context);
  await run(['github', folderOf(context, [page(1, 'dear @everyone, `image@sha256:00`')])], onGithub(forge));
  assert.match(forge.comments[0]?.body ?? '', /dear @\u200beveryone, `image@sha256:00`/);
});

test('pages that are none are refused before anything is sent', async (context) => {
  const forge = await startGithub(context);
  const cases: readonly (readonly [string[], RegExp])[] = [
    [[], /has no plan\.md/],
    [['no marker'], /plan\.md does not begin with the marker/],
    [[page(1, 'x'.repeat(70_000))], /larger than the 65536 bytes/],
    [[page(1), page(3)], /the pages are 1, 3, and not 1 to 2/],
    [Array.from({ length: 21 }, (_, at) => page(at + 1)), /21 pages are more than 20/],
  ];
  for (const [pages, message] of cases) {
    const { code, err } = await run(['github', folderOf(context, pages)], onGithub(forge));
    assert.equal(code, 1);
    assert.match(err, message);
  }
  assert.deepEqual(forge.writes, []);
});

test('a refused token is said, and not shown', async (context) => {
  const forge = await startGithub(context);
  const env = { ...onGithub(forge), GITHUB_TOKEN: 'wrong-token' };
  const { code, err } = await run(['github', folderOf(context, [page(1)])], env);
  assert.equal(code, 1);
  assert.match(err, /GET \/repos\/o\/r\/issues\/7\/comments\?per_page=100&page=1: 401/);
  assert.doesNotMatch(err, /wrong-token/);
});

test('a missing setting is named', async (context) => {
  const { code, err } = await run(['github', folderOf(context, [page(1)])], {});
  assert.deepEqual([code, err], [2, 'GITHUB_TOKEN is not set\n']);
});

test('on GitLab notes are posted, updated and removed in the same way', async (context) => {
  const forge = await fakeGitlab([{ id: 1, author: 'someone', body: page(1, 'mine') }]);
  context.after(forge.close);
  const env = {
    CI_API_V4_URL: forge.url,
    COMMENT_TOKEN: 'secret-token',
    CI_PROJECT_ID: '42',
    CI_MERGE_REQUEST_IID: '7',
  };
  await run(['gitlab', folderOf(context, [page(1, 'a'), page(2, 'b')])], env);
  const { out } = await run(['gitlab', folderOf(context, [page(1, 'new')])], env);
  assert.equal(out, '0 created, 1 updated, 1 removed\n');
  assert.deepEqual(
    forge.comments.map(({ body }) => body),
    [page(1, 'mine'), page(1, 'new')],
  );
});
