import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const wrapper = resolve(import.meta.dirname, '../../../platform');
const run = (command: string, args: readonly string[], cwd: string, variables: NodeJS.ProcessEnv = {}) =>
  spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...variables } });

test('the wrapper works from any folder, and says what it is', () => {
  const { status, stdout } = run(wrapper, ['--help'], tmpdir());
  assert.equal(status, 0);
  for (const command of ['build', 'check', 'render', 'test', 'cluster', 'doctor'])
    assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
  assert.match(run(wrapper, ['--version'], tmpdir()).stdout, /^\d+\.\d+\.\d+\n$/);
});

test('every command has a help text of its own with its exit codes', () => {
  for (const command of ['build', 'check', 'render', 'test', 'cluster', 'doctor']) {
    const { status, stdout } = run(wrapper, [command, '--help'], tmpdir());
    assert.equal(status, 0);
    assert.match(stdout, new RegExp(`^Usage: platform ${command}[\\s\\S]*Exit codes:`));
  }
});

test('outside of a workspace the user is told where to go', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nowhere-'));
  const { status, stderr } = run(wrapper, ['build'], folder);
  rmSync(folder, { recursive: true });
  assert.equal(status, 2);
  assert.match(stderr, /no platform\.json in/);
});

test('the doctor names every tool with the version that was found and the one that is wanted', () => {
  const { stdout } = run(wrapper, ['doctor'], tmpdir());
  for (const tool of ['node', 'c\\+\\+ compiler', 'cmake', 'helm', 'kubectl', 'git', 'jsonnet'])
    assert.match(stdout, new RegExp(`(ok|missing) +${tool} .* wanted `));
});

test('the doctor says what is wrong with one tool, and thinks no other missing for it', () => {
  const missing = (helm: string): readonly string[] =>
    run(wrapper, ['doctor'], tmpdir(), { HELM_BIN: helm }).stdout.match(/^missing .*\n.*$/gm) ?? [];
  const others = missing('');
  const added = missing('/does/not/exist').filter((line) => !others.includes(line));
  assert.equal(added.length, 1);
  assert.match(added[0] ?? '', /^missing {2}helm .*\n +→ HELM_BIN is \/does\/not\/exist, which does not run/);
});

test('a machine without npm or the dependencies is told so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bare-'));
  for (const tool of ['sh', 'cmp', 'dirname', 'uname'])
    symlinkSync(run('which', [tool], folder).stdout.trim(), join(folder, tool));
  const copy = join(folder, 'checkout');
  run('mkdir', [copy], folder);
  run('cp', [wrapper, copy], folder);
  const { status, stderr } = spawnSync(join(copy, 'platform'), ['build'], {
    cwd: folder,
    env: { PATH: folder },
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  assert.equal(status, 2);
  assert.match(stderr, /npm is missing: install Node 20 or newer/);
});

test('a reader that has seen enough ends the program without a word', () => {
  const folder = resolve(import.meta.dirname, '../../../generated/kubernetes-networks/web');
  const { stdout, stderr } = run('sh', ['-c', '"$1" render "$2" | head -n 1', 'sh', wrapper, folder], tmpdir());
  assert.deepEqual([stdout, stderr], ['---\n', '']);
});
