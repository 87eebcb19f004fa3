import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository } from '../test/repository.ts';
import { shadowTree } from './shadow-tree.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

test('the copy can be edited, its neighbours are reached as before, and the source stays as it is', async (t) => {
  const root = await repository(t, {
    'apps/web/app/file': 'old',
    'apps/web/app/link': { link: 'file' },
    'apps/web/base/file': 'base',
    'lib/file': 'lib',
  });
  await withTemporaryFolder(async (folder) => {
    const copy = await shadowTree(root, join(root, 'apps/web/app'), folder);
    await writeFile(join(copy, 'file'), 'new');
    const read = (path: string) => readFile(join(copy, path), 'utf8');
    assert.deepEqual(await Promise.all(['link', '../base/file', '../../../lib/file'].map(read)), [
      'new',
      'base',
      'lib',
    ]);
  });
  assert.equal(await readFile(join(root, 'apps/web/app/file'), 'utf8'), 'old');
});

test('the root of the repository can be copied, too', async (t) => {
  const root = await repository(t, { file: 'x' });
  await withTemporaryFolder(async (folder) => {
    assert.equal(await readFile(join(await shadowTree(root, root, folder), 'file'), 'utf8'), 'x');
  });
});
