import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readTree } from './read-tree.ts';
import { bundleOf, smallBody, temporaryWorkspace, type Workspace } from './temporary-workspace.ts';

const shop = 'packages/shop/bundle.ts';

/** A built workspace whose generated/ is a file system of its own, of 128 KiB. */
const onSmallDisk = (): Workspace & { readonly mount: (...options: string[]) => void } => {
  // Registered first, so that it runs before the workspace is removed.
  after(() => spawnSync('umount', [join(workspace.root, 'generated')]));
  const workspace = temporaryWorkspace({ [shop]: bundleOf(smallBody()) });
  const generated = join(workspace.root, 'generated');
  const mount = (...options: string[]): void => {
    const { status, stderr } = spawnSync('mount', [...options, generated], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  };
  mkdirSync(generated);
  mount('-t', 'tmpfs', '-o', 'size=128k', 'tmpfs');
  assert.equal(workspace.platform(['build']).code, 0);
  return { ...workspace, mount };
};

const generated = ({ root }: Workspace): Record<string, string> => readTree(join(root, 'generated'));

test('a disk that is full stops the build in words, and the old tree is whole', () => {
  const workspace = onSmallDisk();
  const before = generated(workspace);
  const maps = `...Array.from({ length: 60 }, (_, i) => configMap({ metadata: { name: \`map-\${i}\` }, data: { text: 'x'.repeat(5000) } }))`;
  workspace.write({ [shop]: bundleOf(smallBody('two').replace(/\]$/, `${maps}]`)) });
  const { code, err } = workspace.platform(['build']);
  assert.equal(code, 2, err);
  assert.match(
    err,
    /ENOSPC: cannot \w+ .*\n {2}→ the disk is full; make room and run the command again, nothing was changed/,
  );
  assert.deepEqual(generated(workspace), before);
});

test('a read-only generated/ stops the build in words, and the old tree is whole', () => {
  const workspace = onSmallDisk();
  const before = generated(workspace);
  workspace.mount('-o', 'remount,ro');
  workspace.write({ [shop]: bundleOf(smallBody('two')) });
  const { code, err } = workspace.platform(['build']);
  assert.equal(code, 2, err);
  assert.match(err, /EROFS: .*\n {2}→ the file system is read-only; nothing was changed/);
  assert.deepEqual(generated(workspace), before);
  workspace.write({ [shop]: bundleOf(smallBody()) });
  assert.equal(workspace.platform(['build']).code, 0, 'nothing to write needs no writing');
});
