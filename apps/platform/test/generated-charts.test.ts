import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { test } from 'node:test';
import { ExecError, findTool, run } from '@wildermesser/exec';

const generated = resolve(import.meta.dirname, '../../../generated');

/** What a tool says about a folder, on both of its outputs; what it fails with, too. */
const saysOf = async (path: string, args: readonly string[]): Promise<string> => {
  const env = { PATH: '', HOME: generated };
  const answer = await run(path, args, { cwd: generated, env }).catch((error: unknown) => {
    if (error instanceof ExecError) return error;
    throw error;
  });
  return `${answer.stdout}${answer.stderr}`;
};

test('helm lint --strict has nothing against a generated chart, with the values of any environment', async () => {
  const { path } = await findTool('helm');
  const charts = globSync('*/*/Chart.yaml', { cwd: generated }).map(dirname).sort();
  assert.ok(charts.length > 0);
  for (const chart of charts)
    for (const values of globSync(`${chart}/values*.yaml`, { cwd: generated }).sort()) {
      const says = await saysOf(path, ['lint', '--strict', chart, '--values', values]);
      assert.match(says, /1 chart\(s\) linted, 0 chart\(s\) failed/, `${chart} with ${values}`);
      assert.doesNotMatch(says, /WARNING|ERROR/, `${chart} with ${values}`);
    }
});

test('kustomize builds every generated overlay without a warning', async () => {
  const { path, args } = await findTool('kustomize');
  const overlays = globSync('*/*/overlays/*/kustomization.yaml', { cwd: generated }).map(dirname).sort();
  assert.ok(overlays.length > 0);
  for (const overlay of overlays) {
    const { stdout, stderr } = await run(path, [...args, overlay], {
      cwd: generated,
      env: { PATH: '', HOME: generated },
    });
    assert.equal(stderr, '', overlay);
    assert.match(stdout, /^apiVersion: /, overlay);
  }
});
