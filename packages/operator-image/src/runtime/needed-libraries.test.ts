import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { architectures } from '../architecture.ts';
import { baseEntries } from '../debian/base-entries.ts';
import { readBaseLock } from '../debian/base-lock.ts';
import type { Entry } from '../tar/entry.ts';
import { findRuntime } from './find-runtime.ts';
import { checkLibraries, neededLibraries } from './needed-libraries.ts';
import { runtimeEntries } from './runtime-entries.ts';
import { readRuntimeLock } from './runtime-lock.ts';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const workspace = join(folder, '../..');
const lock = readRuntimeLock(folder);

for (const architecture of architectures)
  test(`every library that Node for ${architecture} needs is in the image`, async () => {
    const base = await baseEntries(folder, readBaseLock(folder), architecture);
    const runtime = runtimeEntries(await findRuntime(workspace, lock, architecture));
    checkLibraries([...base, ...runtime]);
    const without = base.filter(({ path }) => !path.includes('libstdc++'));
    assert.throws(() => checkLibraries([...without, ...runtime]), {
      message: '/nodejs/bin/node needs libstdc++.so.6, which is not in the image',
    });
  });

test('the libraries of a program are those that its loader would look for', () => {
  const node = readFileSync(process.execPath);
  assert.ok(neededLibraries(node, 'node').includes('libc.so.6'));
  assert.throws(() => neededLibraries(Buffer.from('#!/bin/sh'), '/app/x'), /\/app\/x is no 64-bit program/);
});

test('a script is no program, and needs nothing', () => {
  const script: Entry = {
    type: 'file',
    path: 'app/x',
    mode: 0o755,
    owner: { uid: 0, gid: 0 },
    content: Buffer.from('#!/nodejs/bin/node'),
  };
  assert.doesNotThrow(() => checkLibraries([script]));
});
