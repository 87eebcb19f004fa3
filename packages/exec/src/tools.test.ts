import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAtLeast, sameMinor, versionIn } from './tool-version.ts';
import { tools } from './tools.ts';

test('everything that is needed is reported, in a fixed order, with what to do about it', async () => {
  const report = await tools();
  assert.deepEqual(
    report.map(({ name }) => name),
    ['node', 'c++ compiler', 'cmake', 'helm', 'kubectl', 'kustomize', 'git'],
  );
  for (const { name, wanted, purpose, advice } of report) assert.ok(wanted && purpose && advice, name);
});

test('what is not on PATH is reported as missing and not thrown', async () => {
  const report = await tools({ env: { PATH: '/nonexistent' } });
  const missing = report.filter(({ ok }) => !ok).map(({ name, found }) => [name, found]);
  assert.ok(missing.some(([name, found]) => name === 'cmake' && found === undefined));
  assert.ok(missing.some(([name]) => name === 'git'));
});

test('a tool that is named and does not run is reported, not thrown', async () => {
  const report = await tools({ env: { HELM_BIN: '/nonexistent/helm' } });
  assert.equal(report.find(({ name }) => name === 'helm')?.ok, false);
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
