import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { processExits } from '../src/process-exits.ts';

test('a call that ends the process is found, and so is an exit code', () => {
  const source = ["import './a.ts';", 'if (wrong) process.exit(1);', 'process.exitCode = 2;', 'process.execPath;'];
  assert.deepEqual(processExits(source.join('\n')), [2, 3]);
});

test('no package ends the process: a library never learns that it is part of a program', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const files = globSync('packages/*/src/**/*.ts', { cwd: root, exclude: ['packages/manifest/src/apis'] });
  assert.ok(files.length > 100);
  const found = files
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => processExits(readFileSync(`${root}/${file}`, 'utf8')).map((line) => `${file}:${line}`));
  assert.deepEqual(found, []);
});
