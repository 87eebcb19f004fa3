import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleOf, smallBody, temporaryWorkspace, type Workspace } from './temporary-workspace.ts';

const shop = 'packages/shop/bundle.ts';
const settingsFile = 'generated/shop/web/configmap-settings.yaml';

const committed = (): Workspace => {
  const workspace = temporaryWorkspace({ [shop]: bundleOf(smallBody()) });
  assert.equal(workspace.platform(['build']).code, 0);
  workspace.git('init', '-q');
  commit(workspace);
  return workspace;
};

const commit = (workspace: Workspace): void => {
  workspace.git('add', '-A');
  workspace.git('commit', '-qm', 'all');
};

const check = (workspace: Workspace, ...args: string[]) => workspace.platform(['build', '--check', ...args]);

test('a tree that is committed as the sources make it passes, whatever the work tree says', () => {
  const workspace = committed();
  workspace.write({ [settingsFile]: 'not: committed\n' });
  const { code, out } = check(workspace);
  assert.equal(code, 0, out);
  assert.match(out, /5 files compared/);
});

test('a source that changed since is reported as modified', () => {
  const workspace = committed();
  workspace.write({ [shop]: bundleOf(smallBody('two')) });
  const { code, out } = check(workspace);
  assert.equal(code, 8, out);
  assert.match(out, /generated\/shop\/web\/configmap-settings\.yaml {2}modified/);
});

test('a file that was never committed is reported as missing', () => {
  const workspace = committed();
  workspace.git('rm', '-q', '--cached', settingsFile);
  workspace.git('commit', '-qm', 'without');
  const { code, out } = check(workspace);
  assert.equal(code, 16, out);
});

test('a committed file that the sources no longer make is reported as orphaned', () => {
  const workspace = committed();
  workspace.write({ [shop]: bundleOf(`[podNamespace('web', 'restricted')]`) });
  const { code, out } = check(workspace);
  assert.match(out, /configmap-settings\.yaml {2}orphaned/);
  assert.equal(code, 32 + 8, 'the index and the AppProject are modified with it');
});

test('a commit that holds an edit by hand is reported as such', () => {
  const workspace = committed();
  workspace.write({ [settingsFile]: 'edited: true\n' });
  commit(workspace);
  const { code, out } = check(workspace);
  assert.equal(code, 64, out);
});

test('a whole project without a bundle is orphaned, unless another one was named', () => {
  const workspace = committed();
  workspace.remove(shop);
  workspace.write({ 'packages/zoo/bundle.ts': bundleOf(smallBody()).replaceAll(`'web'`, `'zoo'`) });
  const { code, out } = check(workspace);
  assert.equal(code, 16 + 32, out);
  assert.equal(check(workspace, 'zoo').code, 16);
});

test('files that no index owns are nobody’s business', () => {
  const workspace = committed();
  workspace.write({ 'generated/README.md': 'mine', 'generated/shop/web/notes.txt': 'mine' });
  commit(workspace);
  assert.equal(check(workspace).code, 0);
});

test('a checkout in a folder of a larger repository is compared with its own part', () => {
  const workspace = temporaryWorkspace({ [shop]: bundleOf(smallBody()) });
  workspace.platform(['build']);
  workspace.git('init', '-q', '..');
  commit(workspace);
  assert.equal(check(workspace).code, 0);
});

test('without a commit the user is told to make one', () => {
  const workspace = temporaryWorkspace({ [shop]: bundleOf(smallBody()) });
  workspace.git('init', '-q');
  const { code, err } = check(workspace);
  assert.deepEqual([code, /no commit to compare with/.test(err)], [2, true]);
});

test('sources with errors are not compared', () => {
  const workspace = committed();
  workspace.write({ [shop]: bundleOf(`{ throw new Error('x'); }`) });
  assert.equal(check(workspace).code, 1);
});

test('a component that is not the same twice is refused', () => {
  const workspace = committed();
  workspace.write({
    [shop]: bundleOf(smallBody('chance').replace("'chance'", 'String(Math.random())')),
  });
  const { code, out } = check(workspace);
  assert.equal(code, 1, out);
  assert.match(out, /not-deterministic/);
});
