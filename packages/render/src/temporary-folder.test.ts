import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '@wildermesser/exec';
import { withTemporaryFolder } from './temporary-folder.ts';

test('the folder is gone after the work, whether it succeeds or fails', async () => {
  let kept = '';
  const result = await withTemporaryFolder(async (folder) => {
    kept = folder;
    writeFileSync(join(folder, 'a'), 'x');
    return 1;
  });
  assert.deepEqual([result, existsSync(kept)], [1, false]);
  await assert.rejects(
    withTemporaryFolder(async (folder) => {
      kept = folder;
      throw new Error('failed');
    }),
    /failed/,
  );
  assert.equal(existsSync(kept), false);
});

test('the folder is gone after an exit in the middle of the work', async () => {
  const module = JSON.stringify(new URL('./temporary-folder.ts', import.meta.url).href);
  const code = `
    import { withTemporaryFolder } from ${module};
    await withTemporaryFolder(async (folder) => { process.stdout.write(folder); process.exit(0); });
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code]);
  assert.notEqual(stdout, '');
  assert.equal(existsSync(stdout), false);
});
