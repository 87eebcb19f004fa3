import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { bundleApp } from '@wildermesser/operator-image';
import { version } from '../src/version.ts';

const root = resolve(import.meta.dirname, '../../..');

test('the version is that of the package', () => {
  assert.equal(version, JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')).version);
});

test('as one file in a folder with nothing else it runs, as it does in its image', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const { program } = await bundleApp(root, 'apps/mysql-operator/src/main.ts');
  writeFileSync(join(folder, 'main.mjs'), program);
  const run = (env: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, ['main.mjs'], { cwd: folder, env, encoding: 'utf8' });
  const refused = run({ WORKERS: 'many' });
  assert.equal(refused.status, 2, refused.stderr);
  assert.match(JSON.parse(refused.stdout).message, /WORKERS is "many"/);
  const astray = run({ KUBERNETES_SERVICE_HOST: '127.0.0.1', SERVICE_ACCOUNT_FOLDER: folder });
  assert.equal(astray.status, 2, astray.stderr);
  assert.match(JSON.parse(astray.stdout).message, /namespace cannot be read/);
});
