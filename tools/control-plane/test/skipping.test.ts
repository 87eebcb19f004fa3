import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ExecError, run } from '@wildermesser/exec';

const file = new URL('./control-plane.cluster.test.ts', import.meta.url).pathname;

/** Runs a file of cluster tests on a machine without Go and without compiled programs. */
const runWithout = async (required: boolean): Promise<{ exitCode: number | undefined; stdout: string }> => {
  const cache = mkdtempSync(join(tmpdir(), 'no-cache-'));
  const env = { PATH: '/usr/bin:/bin', XDG_CACHE_HOME: cache, ...(required ? { E2E_REQUIRED: '1' } : {}) };
  try {
    const { stdout } = await run(process.execPath, ['--test', '--test-reporter=spec', file], { env });
    return { exitCode: 0, stdout };
  } catch (error) {
    if (error instanceof ExecError) return { exitCode: error.exitCode, stdout: error.stdout };
    throw error;
  } finally {
    rmSync(cache, { recursive: true });
  }
};

const reason = /Kubernetes v\S+ is not compiled yet: install Go/;

test('where a cluster is impossible, each test is skipped by name with the reason', async () => {
  const { exitCode, stdout } = await runWithout(false);
  assert.equal(exitCode, 0);
  assert.match(
    stdout,
    /^﹣ a ServiceAccount is known by its token .*# Kubernetes v\S+ is not compiled yet: install Go/m,
  );
  assert.match(stdout, /skipped 5/);
});

test('where clusters are required, each fails with it instead', async () => {
  const { exitCode, stdout } = await runWithout(true);
  assert.equal(exitCode, 1);
  assert.match(stdout, reason);
  assert.match(stdout, /fail 5/);
});
