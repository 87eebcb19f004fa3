import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { bundleApp } from './bundle-app.ts';

const work = mkdtempSync(join(tmpdir(), 'bundle test-'));
after(() => rmSync(work, { recursive: true, force: true }));

/** A workspace of these files. */
const workspace = (name: string, files: Readonly<Record<string, string>>): string => {
  const root = join(work, name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
};

const library = (folder: string, version: string): Record<string, string> => ({
  [`${folder}/package.json`]: JSON.stringify({ name: 'greeting', version, license: 'MIT', main: 'index.js' }),
  [`${folder}/index.js`]: "exports.hello = (name) => 'hello ' + name;\n",
  [`${folder}/LICENSE`]: 'Permission is granted.\r\n',
});

const unused = {
  'node_modules/unused/package.json': JSON.stringify({ name: 'unused', version: '9.9.9' }),
  'node_modules/unused/index.js': 'module.exports = 1;\n',
};

const main = `import { hello } from 'greeting';\nexport const said: string = hello('world');\n`;
const app = { 'apps/x/src/main.ts': main, ...unused };

test('the bundle holds the packages that are used, with their licences, and no other', async () => {
  const root = workspace('used', { ...app, ...library('node_modules/greeting', '1.2.3') });
  const { packages, notices } = await bundleApp(root, 'apps/x/src/main.ts');
  assert.deepEqual(
    packages.map(({ name, version, license }) => [name, version, license]),
    [['greeting', '1.2.3', 'MIT']],
  );
  assert.equal(notices, 'greeting 1.2.3\n\nlicence: MIT\n\nPermission is granted.\n\n');
});

test('where npm put a package, and where the workspace lies, changes no byte', async () => {
  const hoisted = workspace('hoisted', { ...app, ...library('node_modules/greeting', '1.2.3') });
  const nested = workspace('deep/er/nested', { ...app, ...library('apps/x/node_modules/greeting', '1.2.3') });
  const copied = join(work, 'a folder with blanks');
  cpSync(hoisted, copied, { recursive: true });
  const [a, b, c] = await Promise.all([hoisted, nested, copied].map((root) => bundleApp(root, 'apps/x/src/main.ts')));
  assert.deepEqual(Buffer.from(b?.program ?? ''), Buffer.from(a?.program ?? ''));
  assert.deepEqual(Buffer.from(c?.program ?? ''), Buffer.from(a?.program ?? ''));
});

test('a package that is not installed is named with file and line', async () => {
  const root = workspace('missing', app);
  await assert.rejects(bundleApp(root, 'apps/x/src/main.ts'), {
    name: 'ImageError',
    message: 'apps/x/src/main.ts:1: Could not resolve "greeting"',
  });
});

test('an entry that is not there is named', async () => {
  await assert.rejects(bundleApp(work, 'apps/none/src/main.ts'), /apps\/none\/src\/main\.ts: Could not resolve/);
});
