import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { zipSync } from 'fflate';
import type { PinnedTool } from './pinned-tools.ts';
import { run } from './run.ts';
import { ToolError } from './tool-error.ts';
import { unpackTool } from './unpack-tool.ts';

const program = Buffer.from('#!/bin/sh\necho 1.2.3\n');

const tool: PinnedTool = {
  name: 'helm',
  version: '1.2.3',
  entry: 'helm/helm',
  sha256: createHash('sha256').update(program).digest('hex'),
  bytes: program.length,
};

const packed = async (t: TestContext, content: Uint8Array = program): Promise<{ archive: string; cache: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'unpack-'));
  t.after(() => rm(folder, { recursive: true }));
  const archive = join(folder, 'layer.zip');
  await writeFile(archive, zipSync({ 'helm/helm': content, 'other/file': Buffer.from('x') }));
  return { archive, cache: join(folder, 'cache') };
};

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing failed',
    (error) => (error instanceof ToolError ? error.code : String(error)),
  );

test('a tool is unpacked under its digest and can be run', async (t) => {
  const { archive, cache } = await packed(t);
  const path = await unpackTool(tool, archive, cache);
  assert.equal(path, join(cache, tool.sha256, 'helm'));
  assert.equal((await stat(path)).mode & 0o777, 0o755);
  assert.equal((await run(path, [])).stdout, '1.2.3\n');
  assert.deepEqual(await readdir(join(cache, tool.sha256)), ['helm']);
});

test('the archive is not read again once the tool is there', async (t) => {
  const { archive, cache } = await packed(t);
  const path = await unpackTool(tool, archive, cache);
  assert.equal(await unpackTool(tool, join(archive, 'gone'), cache), path);
});

test('many that unpack at once all succeed', async (t) => {
  const { archive, cache } = await packed(t);
  const paths = await Promise.all(Array.from({ length: 20 }, () => unpackTool(tool, archive, cache)));
  assert.equal(new Set(paths).size, 1);
  assert.deepEqual(await readFile(paths[0] ?? ''), program);
});

test('two processes that unpack at once both succeed', async (t) => {
  const { archive, cache } = await packed(t);
  const code = `
    import { unpackTool } from ${JSON.stringify(new URL('./unpack-tool.ts', import.meta.url).href)};
    console.log(await unpackTool(${JSON.stringify(tool)}, ${JSON.stringify(archive)}, ${JSON.stringify(cache)}));
  `;
  const once = () => run(process.execPath, ['--input-type=module', '-e', code]);
  const [first, second] = await Promise.all([once(), once()]);
  assert.equal(first.stdout, second.stdout);
  assert.deepEqual(await readdir(join(cache, tool.sha256)), ['helm']);
});

test('what a killed process left half-written is never used', async (t) => {
  const { archive, cache } = await packed(t);
  const folder = join(cache, tool.sha256);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'helm.1.x.part'), 'half');
  await writeFile(join(folder, 'helm'), program.subarray(0, 5));
  assert.deepEqual(await readFile(await unpackTool(tool, archive, cache)), program);
  assert.deepEqual(await readdir(folder), ['helm']);
});

test('other bytes than the expected ones are refused and not kept', async (t) => {
  const { archive, cache } = await packed(t, Buffer.from('#!/bin/sh\necho evil\n'));
  assert.equal(await codeOf(unpackTool(tool, archive, cache)), 'CORRUPT');
  assert.equal(await stat(cache).catch(() => 'absent'), 'absent');
});

test('an archive that is none is reported, not thrown as it comes', async (t) => {
  const { archive, cache } = await packed(t);
  await writeFile(archive, 'not a zip');
  assert.equal(await codeOf(unpackTool(tool, archive, cache)), 'CORRUPT');
});

test('an archive without the tool is reported', async (t) => {
  const { archive, cache } = await packed(t);
  await writeFile(archive, zipSync({ 'other/file': Buffer.from('x') }));
  assert.equal(await codeOf(unpackTool(tool, archive, cache)), 'CORRUPT');
});
