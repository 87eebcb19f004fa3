import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { buildCacheFolder } from '../src/cache/recall.ts';
import { readTree } from './read-tree.ts';

const repository = resolve(import.meta.dirname, '../../..');
const projects = globSync('packages/*/bundle.ts', { cwd: repository }).map((path) => path.split('/')[1] ?? '');

/** A checkout with the homeworks alone, whose folder nobody foresaw; `copied` is the order in which they come to be. */
const checkoutIn = (folder: string, copied: readonly string[]): string => {
  const parent = mkdtempSync(join(tmpdir(), 'same-bytes-'));
  const root = join(parent, folder);
  mkdirSync(root);
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  for (const file of ['platform.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'])
    cpSync(join(repository, file), join(root, file));
  // A program comes along: a definition and roles are made from its sources.
  for (const part of [...copied.map((project) => `packages/${project}`), 'apps/mysql-operator'])
    cpSync(join(repository, part), join(root, part), {
      recursive: true,
      filter: (source) => !source.includes('node_modules', repository.length),
    });
  after(() => {
    rmSync(buildCacheFolder(root), { recursive: true, force: true });
    rmSync(parent, { recursive: true, force: true });
  });
  return root;
};

const build = (root: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
  promisify(execFile)(process.execPath, [join(repository, 'apps/platform/src/bin.ts'), 'build', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });

const committed = readTree(join(repository, 'generated'));

test('the homeworks have the committed bytes in a folder with a space, a Turkish locale and another time zone', async () => {
  const root = checkoutIn('my çıktı', projects);
  await build(root, [], { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' });
  assert.deepEqual(readTree(join(root, 'generated')), committed);
});

test('the homeworks have the committed bytes when several processes build them in another order', async () => {
  const shuffled = projects.toSorted((a, b) => b.length - a.length);
  const root = checkoutIn('deep', shuffled);
  const env = { LC_ALL: 'C', TZ: 'America/St_Johns', HOME: '/nowhere', UV_THREADPOOL_SIZE: '1' };
  const half = Math.ceil(shuffled.length / 2);
  await Promise.all([build(root, shuffled.slice(0, half), env), build(root, shuffled.slice(half), env)]);
  assert.deepEqual(readTree(join(root, 'generated')), committed);
});
