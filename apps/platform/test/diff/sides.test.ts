import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { configMap } from './sample-files.ts';
import { platform, repositoryOf, temporaryFolder, writeTree } from './temporary-repository.ts';

const names = async (cwd: string, ...args: readonly string[]): Promise<readonly string[]> => {
  const { out, err } = await platform(cwd, 'diff', '--names-only', ...args);
  assert.equal(err, '');
  return out
    .trim()
    .split('\n')
    .filter((line) => line !== '');
};

test('without arguments the work tree is compared with where the branch left main', async () => {
  const { root, git, write, commit } = repositoryOf({ 'a.yaml': configMap('a', '1'), 'b.yaml': configMap('b', '1') });
  git('checkout', '--quiet', 'main');
  write({ 'main.yaml': configMap('of-main', '1') });
  commit('main goes on');
  git('checkout', '--quiet', 'change');
  assert.deepEqual(await names(root), []);
  write({ 'a.yaml': configMap('a', '2') });
  commit('a commit');
  write({
    'b.yaml': configMap('b', '2'),
    'new.yaml': configMap('new', '1'),
    '.gitignore': 'ignored.yaml\n',
    'ignored.yaml': configMap('i', '1'),
  });
  const found = await names(root);
  assert.equal(found.length, 3, found.join('\n'));
  for (const name of ['a', 'b', 'new'])
    assert.ok(
      found.some((line) => line.includes(`shop/${name}`)),
      name,
    );
});

test('two revisions are read from Git, whatever is checked out', async () => {
  const { root, git, write, commit } = repositoryOf({ 'a.yaml': configMap('a', '1') });
  write({ 'a.yaml': configMap('a', '2') });
  commit('two');
  write({ 'a.yaml': configMap('a', '3'), 'b.yaml': configMap('b', '3') });
  git('checkout', '--quiet', '--force', 'main');
  writeTree(root, { 'b.yaml': null });
  assert.equal((await names(root, 'main', 'change')).length, 1);
  assert.equal((await names(root, 'main..change')).length, 1);
  assert.deepEqual(await names(root, 'change', 'change'), []);
  const { out } = await platform(root, 'diff', 'main', 'change');
  assert.match(out, /data\.value: "?1"? → "?2"?/);
});

test('directories are compared with each other and with revisions, in a repository or not', async () => {
  const folder = temporaryFolder();
  writeTree(folder, { 'old/a.yaml': configMap('a', '1'), 'new/sub/a.yaml': configMap('a', '2') });
  assert.equal((await names(folder, 'old', 'new')).length, 1);
  assert.deepEqual(await names(folder, 'old', './old/'), []);
  const { root } = repositoryOf({ 'a.yaml': configMap('a', '1') });
  assert.equal((await names(root, 'main', join(folder, 'new'))).length, 1);
  assert.deepEqual(await names(root, 'main', join(folder, 'old')), []);
});

test('only the folder that is asked for is looked at', async () => {
  const { root, write } = repositoryOf({ 'one/a.yaml': configMap('a', '1'), 'two/b.yaml': configMap('b', '1') });
  write({ 'one/a.yaml': configMap('a', '2'), 'two/b.yaml': configMap('b', '2') });
  assert.equal((await names(root)).length, 2);
  assert.equal((await names(root, '--path', 'two')).length, 1);
});

test('the exit code says whether there is a difference', async () => {
  const { root, write } = repositoryOf({ 'a.yaml': configMap('a', '1') });
  assert.equal((await platform(root, 'diff')).code, 0);
  write({ 'a.yaml': configMap('a', '2') });
  assert.equal((await platform(root, 'diff')).code, 1);
  assert.equal((await platform(root, 'diff', '--fail-on', 'danger')).code, 0);
  assert.equal((await platform(root, 'diff', '--fail-on', 'info')).code, 0);
  const volume = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\n  namespace: shop\n';
  const claim = `${volume}spec:\n  accessModes: [ReadWriteOnce]\n  resources:\n    requests:\n      storage: 1Gi\n`;
  const other = repositoryOf({ 'a.yaml': configMap('a', '1'), 'claim.yaml': claim });
  other.write({ 'claim.yaml': claim.replace('1Gi', '500Mi') });
  assert.equal((await platform(other.root, 'diff', '--fail-on', 'warning')).code, 1);
});

/** The message of a call that is wrong. */
const refused = async (cwd: string, ...args: readonly string[]): Promise<string> => {
  const { code, err, out } = await platform(cwd, 'diff', ...args);
  assert.equal(code, 2);
  assert.equal(out, '');
  assert.doesNotMatch(err, /internal error|at .*\.ts:/);
  return err;
};

test('a wrong call says what is wrong and what to do', async () => {
  const { root } = repositoryOf({ 'a.yaml': configMap('a', '1') });
  assert.match(await refused(root, 'no-such-thing'), /no revision and no directory is named no-such-thing/);
  assert.match(await refused(root, './no-such-thing'), /there is no directory \.\/no-such-thing/);
  assert.match(await refused(root, 'main', 'change', 'more'), /a base and a head/);
  assert.match(await refused(root, '--application', 'x'), /no Application is named x/);
  assert.match(await refused(root, '--path', 'x'), /--path x has no files on either side/);
  assert.match(await refused(root, '--output', root), /is a directory[\s\S]*plan\.md/);
  assert.match(await refused(root, '--output', join(root, 'a.yaml/plan.md')), /a part of the path is a file/);
  assert.match(await refused(root, '--format', 'pdf'), /--format pdf[\s\S]*terminal, markdown/);
  assert.match(await refused(root, '--fail-on', 'bad'), /info, notice, warning, danger/);
  assert.match(await refused(root, '--date', '2026-02-31'), /is no day/);
  assert.match(await refused(root, '--layout', 'x'), /applications, sources, manifests/);
  mkdirSync(join(root, 'main'));
  assert.match(await refused(root, 'main'), /both a revision and a directory[\s\S]*\.\/main/);
});

test('outside of a repository two directories are needed', async () => {
  const folder = temporaryFolder();
  writeTree(folder, { 'old/a.yaml': configMap('a', '1') });
  assert.match(await refused(folder), /in no Git repository[\s\S]*two directories/);
  assert.match(await refused(folder, 'old'), /in no Git repository/);
});

test('a shallow clone that lacks the merge base says how to get it', async () => {
  const { root, git, write, commit } = repositoryOf({ 'a.yaml': configMap('a', '1') });
  write({ 'a.yaml': configMap('a', '2') });
  commit('two');
  git('checkout', '--quiet', 'main');
  write({ 'b.yaml': configMap('b', '1') });
  commit('three');
  const clone = temporaryFolder();
  const run = (...args: string[]) => assert.equal(spawnSync('git', args).status, 0);
  run('clone', '--quiet', '--depth=1', '--branch=change', `file://${root}`, join(clone, 'c'));
  run('-C', join(clone, 'c'), 'fetch', '--quiet', '--depth=1', 'origin', 'main:refs/remotes/origin/main');
  assert.match(await refused(join(clone, 'c')), /shallow[\s\S]*git fetch --unshallow/);
});

test('a repository without a main branch wants to be told the base', async () => {
  const { root, git } = repositoryOf({ 'a.yaml': configMap('a', '1') });
  git('branch', '--delete', '--force', 'main');
  assert.match(await refused(root), /no branch is named main or master[\s\S]*such as HEAD/);
  assert.deepEqual(await names(root, 'HEAD'), []);
});

test('the folder of the report is made', async () => {
  const { root } = repositoryOf({ 'a.yaml': configMap('a', '1') });
  assert.equal((await platform(root, 'diff', '--format', 'markdown', '--output', 'out/plan/plan.md')).code, 0);
  assert.ok(existsSync(join(root, 'out/plan/plan.md')));
});

test('files that a sparse checkout leaves out are not said to go', async () => {
  const { root, git, write } = repositoryOf({ 'one/a.yaml': configMap('a', '1'), 'two/b.yaml': configMap('b', '1') });
  git('sparse-checkout', 'set', 'one');
  assert.ok(!existsSync(join(root, 'two')));
  assert.deepEqual(await names(root), []);
  write({ 'one/a.yaml': configMap('a', '2') });
  assert.equal((await names(root)).length, 1);
});
