import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isAtLeast, sameMinor, versionIn } from './tool-version.ts';
import { tools } from './tools.ts';

test('everything that is needed is reported, in a fixed order, with what to do about it', async () => {
  const report = await tools();
  assert.deepEqual(
    report.map(({ name }) => name),
    ['node', 'c++ compiler', 'cmake', 'helm', 'kubectl', 'kustomize', 'git'],
  );
  for (const { name, wanted, purpose } of report) assert.ok(wanted && purpose, name);
});

test('what is not on PATH is reported as missing, with how to get it', async () => {
  const report = await tools({ env: { PATH: '/nonexistent' } });
  for (const name of ['c++ compiler', 'cmake', 'git']) {
    const { found, advice = '' } = report.find((each) => each.name === name) ?? {};
    assert.equal(found, undefined);
    assert.match(advice, /install /, name);
  }
});

test('a tool that is too old is reported with the version that was found, and how to get a newer one', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'old-'));
  t.after(() => rm(folder, { recursive: true }));
  const write = (name: string) => writeFile(join(folder, name), `#!/bin/sh\necho '${name} 2.8.1'\n`, { mode: 0o755 });
  for (const name of ['c++', 'cmake', 'git']) await write(name);
  const report = await tools({ env: { PATH: folder } });
  for (const name of ['c++ compiler', 'cmake', 'git']) {
    const { found, advice = '' } = report.find((each) => each.name === name) ?? {};
    assert.equal(found?.version, '2.8.1');
    assert.match(advice, /install /, name);
  }
});

test('a variable that names no program is reported by its name, and nothing else is missing for it', async () => {
  const [before, after] = [await tools({ env: {} }), await tools({ env: { HELM_BIN: '/nonexistent/helm' } })];
  const changed = after.filter(({ advice }, index) => advice !== before[index]?.advice);
  assert.deepEqual(
    changed.map(({ name, found }) => [name, found]),
    [['helm', undefined]],
  );
  assert.match(changed[0]?.advice ?? '', /^HELM_BIN is \/nonexistent\/helm, which does not run/);
});

test('versions are compared by number', () => {
  assert.equal(versionIn('git version 2.39.5 (Debian)'), '2.39.5');
  assert.equal(versionIn('no digits'), undefined);
  const cases: [string, string, boolean][] = [
    ['3.25.1', '3.8', true],
    ['3.8', '3.8.1', false],
    ['24', '24', true],
    ['9.9', '10', false],
  ];
  for (const [have, want, expected] of cases) assert.equal(isAtLeast(have, want), expected, `${have} >= ${want}`);
  assert.ok(sameMinor('4.2.3', '4.2.9'));
  assert.ok(!sameMinor('4.20.3', '4.2.3'));
});
