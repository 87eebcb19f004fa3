import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { clusterObstacle } from '@wildermesser/control-plane';
import { ExecError, run } from '@wildermesser/exec';

const obstacle = await clusterObstacle({}, {});
const skip = process.env.E2E_REQUIRED === '1' ? false : (obstacle ?? false);

const program = new URL('../src/bin.ts', import.meta.url).pathname;

test('a cluster stays after the command that started it, and goes with the one that ends it', { skip }, async (t) => {
  const cache = await mkdtemp(join(tmpdir(), 'cluster-command-'));
  t.after(() => rm(cache, { recursive: true }));
  // The programs of the real cache, the state of a new one: a cluster of whoever runs this test is none of its business.
  const real = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'platform/kubernetes');
  await mkdir(join(cache, 'platform'));
  await symlink(real, join(cache, 'platform/kubernetes'));
  const platform = async (...args: readonly string[]): Promise<string> =>
    (await run(process.execPath, [program, 'cluster', ...args], { env: { ...process.env, XDG_CACHE_HOME: cache } }))
      .stdout;
  const exitCode = (...args: readonly string[]): Promise<number | undefined> =>
    platform(...args).then(
      () => 0,
      (error: unknown) => (error instanceof ExecError ? error.exitCode : undefined),
    );
  t.after(() => exitCode('down'));

  assert.equal(await exitCode('status'), 1);
  assert.equal(await exitCode('kubectl', 'version'), 2);
  const kubeconfig = /export KUBECONFIG=(\S+)/.exec(await platform('up'))?.[1] ?? '';
  assert.match(await platform('up'), /^It runs already/);
  assert.match(await platform('kubectl', 'get', 'namespaces', '--output=name'), /^namespace\/default$/m);
  assert.equal(await exitCode('kubectl', 'get', 'nonsense'), 1);
  assert.match(await platform('status'), /without a node/);
  assert.equal(await exitCode('down'), 0);
  assert.ok(!existsSync(kubeconfig));
  assert.equal(await exitCode('down'), 1);
});
