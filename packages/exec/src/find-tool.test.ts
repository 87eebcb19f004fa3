import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findTool } from './find-tool.ts';
import { run, runBinary } from './run.ts';
import { ToolError } from './tool-error.ts';

const foreign = 'plan9-vax';

/** A folder with programs that print the given texts. */
const programs = async (t: TestContext, texts: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'tools-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(texts)) {
    await writeFile(join(folder, name), `#!/bin/sh\necho '${text}'\n`, { mode: 0o755 });
  }
  return folder;
};

const toolErrorOf = async (work: Promise<unknown>): Promise<ToolError> => {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ToolError, String(error));
    return error;
  }
  assert.fail('the tool was found');
};

test('the pinned Helm is the version that it is said to be', async (t) => {
  const helm = await findTool('helm', { env: {} });
  if (helm.source !== 'pinned') return t.skip('pinned Helm: no binary for this platform');
  assert.match((await run(helm.path, ['version', '--short'], { env: {} })).stdout, new RegExp(`^v${helm.version}\\b`));
});

test('the pinned Kustomize is the one inside the pinned kubectl', async (t) => {
  const kustomize = await findTool('kustomize', { env: {} });
  if (kustomize.source !== 'pinned') return t.skip('pinned kubectl: no binary for this platform');
  const { stdout } = await run(kustomize.path, ['version', '--client'], { env: {} });
  assert.ok(stdout.includes(`Kustomize Version: v${kustomize.version}`), stdout);
  assert.deepEqual(kustomize.args, ['kustomize']);
});

test('a variable names the tool, whatever its version, with the arguments of that program', async (t) => {
  const folder = await programs(t, { mine: 'v3.19.4+gabc' });
  const path = join(folder, 'mine');
  const helm = await findTool('helm', { env: { HELM_BIN: path } });
  assert.deepEqual(helm, { name: 'helm', path, args: [], version: '3.19.4', source: 'override' });
  const kustomize = await findTool('kustomize', { env: { KUSTOMIZE_BIN: path } });
  assert.deepEqual(kustomize.args, ['build']);
});

test('a variable that names nothing is an error, not a reason to look elsewhere', async () => {
  const error = await toolErrorOf(findTool('helm', { env: { HELM_BIN: '/does/not/exist' } }));
  assert.deepEqual([error.code, error.tool], ['MISSING', 'helm']);
  assert.match(error.message, /HELM_BIN is \/does\/not\/exist/);
});

test('on another platform a tool of the pinned minor version on PATH is taken', async (t) => {
  const PATH = await programs(t, { helm: 'v4.2.0', kubectl: 'Client Version: v1.36.0' });
  const helm = await findTool('helm', { env: { PATH }, platform: foreign });
  assert.deepEqual([helm.path, helm.version, helm.source], [join(PATH, 'helm'), '4.2.0', 'path']);
});

test('on another platform a tool of another minor version is refused with what to install', async (t) => {
  const PATH = await programs(t, { helm: 'v3.19.4', kubectl: 'Client Version: v1.32.4' });
  const helm = await toolErrorOf(findTool('helm', { env: { PATH }, platform: foreign }));
  assert.equal(helm.code, 'WRONG_VERSION');
  assert.match(helm.message, /helm is helm 3\.19\.4: install helm 4\.2 and put it on PATH, or set HELM_BIN/);
  assert.equal((await toolErrorOf(findTool('kustomize', { env: { PATH }, platform: foreign }))).tool, 'kubectl');
});

test('a missing tool is refused with what to install, and found after it was installed', async (t) => {
  const PATH = await programs(t, {});
  const options = { env: { PATH }, platform: foreign };
  assert.equal((await toolErrorOf(findTool('helm', options))).code, 'MISSING');
  await writeFile(join(PATH, 'helm'), '#!/bin/sh\necho v4.2.9\n', { mode: 0o755 });
  assert.equal((await findTool('helm', options)).version, '4.2.9');
});

test('git runs by argument lists: a tree is listed and objects are read in one batch', async (t) => {
  const folder = await programs(t, { 'a.yaml': 'x' });
  const git = await findTool('git');
  const quiet = { cwd: folder, env: { HOME: folder, GIT_CONFIG_NOSYSTEM: '1' } };
  await run(git.path, ['init', '--quiet'], quiet);
  await run(git.path, ['add', '.'], quiet);
  const { stdout: tree } = await run(git.path, ['write-tree'], quiet);
  const { stdout: list } = await run(git.path, ['ls-tree', '-r', tree.trim()], quiet);
  const id = /blob ([0-9a-f]+)\ta\.yaml/.exec(list)?.[1] ?? '';
  const { stdout } = await runBinary(git.path, ['cat-file', '--batch'], { ...quiet, input: `${id}\n` });
  assert.match(stdout.toString(), /blob \d+\n#!\/bin\/sh\necho 'x'\n/);
});
