import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkspace, type Workspace } from './workspace.ts';

const output = 'generated/web/object.yaml';
const both = ['build redis web --reporter=jsonl'];
const onlyWeb = ['build web --reporter=jsonl'];
const onlyRedis = ['build redis --reporter=jsonl'];

const build = (workspace: Workspace): string[] => {
  const { code, text } = workspace.nx('run-many', '-t', 'build');
  assert.equal(code, 0, text);
  return workspace.runs();
};

/** A workspace in which nothing is left to build: a first build writes, a second one finds what was written. */
const makeBuilt = (): Workspace => {
  const workspace = makeWorkspace();
  assert.deepEqual(build(workspace), both);
  build(workspace);
  return workspace;
};

test('a build of unchanged sources and unchanged files is answered from the cache', () => {
  const workspace = makeBuilt();
  assert.deepEqual(build(workspace), []);
  assert.equal(workspace.read(output), 'one\n');
});

test('a deleted generated file comes back', () => {
  const workspace = makeBuilt();
  workspace.remove(output);
  build(workspace);
  assert.equal(workspace.read(output), 'one\n');
});

test('a hand-edited generated file is given to the program, which alone can report it', () => {
  const workspace = makeBuilt();
  workspace.write(output, 'edited\n');
  assert.deepEqual(build(workspace), onlyWeb);
  assert.equal(workspace.read(output), 'one\n');
});

test('a file that no build wrote stays in generated/ when the answer comes from the cache', () => {
  const workspace = makeBuilt();
  workspace.write('generated/web/notes.txt', 'mine\n');
  assert.deepEqual(build(workspace), onlyWeb);
  assert.deepEqual(build(workspace), []);
  assert.equal(workspace.read('generated/web/notes.txt'), 'mine\n');
});

test('an older generated tree that is checked out again is brought up to date', () => {
  const workspace = makeBuilt();
  workspace.write('packages/web/bundle.ts', "export const text = 'two';\n");
  assert.deepEqual(build(workspace), onlyWeb);
  workspace.write(output, 'one\n');
  build(workspace);
  assert.equal(workspace.read(output), 'two\n');
});

const changes: Record<string, { file: string; text: string; runs: readonly string[] }> = {
  'a bundle': {
    file: 'packages/redis/bundle.ts',
    text: "export const text = 'six';\n",
    runs: onlyRedis,
  },
  'a package that a bundle imports': {
    file: 'packages/words/word.ts',
    text: "export const word = 'two';\n",
    runs: onlyWeb,
  },
  'a file of a package that is not TypeScript': {
    file: 'packages/redis/redis.conf',
    text: 'port 6379\n',
    runs: onlyRedis,
  },
  'the program': { file: 'apps/platform/src/extra.ts', text: 'export {};\n', runs: both },
  'a package that only the program imports': {
    file: 'packages/engine/run.ts',
    text: 'export const engine = 2;\n',
    runs: both,
  },
  'a package that a package of the program imports': {
    file: 'packages/wheels/roll.ts',
    text: 'export const wheels = 2;\n',
    runs: both,
  },
  'a test of the program': { file: 'apps/platform/test/more.test.ts', text: 'export {};\n', runs: [] },
  'the settings of the platform': { file: 'platform.json', text: '{ "cluster": "other" }\n', runs: both },
  'a tool version': { file: 'package-lock.json', text: '{ "lockfileVersion": 3, "packages": {} }\n', runs: both },
  'a test of the package': { file: 'packages/web/test/more.test.ts', text: 'export {};\n', runs: [] },
  'a README': { file: 'packages/web/README.md', text: '# Web\n', runs: [] },
};

test('a change builds exactly what depends on it', async (t) => {
  const workspace = makeBuilt();
  for (const [what, { file, text, runs }] of Object.entries(changes)) {
    await t.test(what, () => {
      workspace.write(file, text);
      assert.deepEqual(build(workspace), runs);
      if (runs.length > 0) build(workspace);
    });
  }
});

test('nothing is cached while the user chooses a tool', () => {
  const workspace = makeBuilt();
  assert.equal(workspace.nxWith({ HELM_BIN: '/opt/helm' }, 'run-many', '-t', 'build').code, 0);
  assert.deepEqual(workspace.runs(), both);
});

test('changed manifests are never found valid from the cache', () => {
  const workspace = makeBuilt();
  const validate = (): number | null => workspace.nx('run-many', '-t', 'validate').code;
  assert.equal(validate(), 0);
  workspace.write(output, 'invalid\n');
  assert.equal(validate(), 1);
  workspace.write(output, 'one\n');
  assert.equal(validate(), 0);
  assert.deepEqual(workspace.runs(), Array(3).fill('check redis web'));
});

test('a comparison with the committed files is made every time, and after no build', () => {
  const workspace = makeBuilt();
  assert.equal(workspace.nx('run', 'platform:build-check').code, 0);
  assert.equal(workspace.nx('run', 'platform:build-check').code, 0);
  workspace.write(output, 'edited\n');
  const { code, text } = workspace.nx('run-many', '-t', 'build-check', 'build');
  assert.equal(code, 1);
  assert.match(text, /object\.yaml differs/);
  assert.deepEqual(workspace.runs(), ['build --check', 'build --check', 'build --check', ...onlyWeb]);
});
