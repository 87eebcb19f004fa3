import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeWorkspace } from './workspace.ts';

/** The tasks that Nx lists as failed. */
const failedTasks = (text: string): string[] =>
  [...text.matchAll(/^- (\S+:\S+)$/gm)].map(([, task]) => task ?? '').sort();

test('all projects are built by one process, and then checked by one', () => {
  const workspace = makeWorkspace();
  const { code, text } = workspace.nx('run-many', '-t', 'validate', 'build');
  assert.equal(code, 0, text);
  assert.deepEqual(workspace.runs(), ['build redis web --reporter=jsonl', 'check redis web']);
  assert.match(text, /Successfully ran targets validate, build for 2 projects/);
});

test('a single project is built by its short name, without a batch too', () => {
  const workspace = makeWorkspace();
  const { code, text } = workspace.nx('run', 'web:build', '--no-batch');
  assert.equal(code, 0, text);
  assert.match(text, /build of web/);
  assert.deepEqual(workspace.runs(), ['build web --reporter=jsonl']);
});

test('the program starts with the options of Node that stand beside it', () => {
  const workspace = makeWorkspace();
  workspace.write('apps/platform/node-options', '--no-opt --disable-warning=ExperimentalWarning\n');
  const { code, text } = workspace.nx('run-many', '-t', 'build');
  assert.equal(code, 0, text);
  assert.equal(workspace.read('options.txt'), '--no-opt --disable-warning=ExperimentalWarning');
});

test('a project that fails shows its text and leaves the others successful', () => {
  const workspace = makeWorkspace();
  workspace.write('packages/redis/bundle.ts', "export const text = 'bad';\n");
  const { code, text } = workspace.nx('run-many', '-t', 'build');
  assert.equal(code, 1);
  assert.match(text, /bad text/);
  assert.deepEqual(failedTasks(text), ['@wildermesser/redis:build']);
  assert.equal(workspace.read('generated/web/object.yaml'), 'one\n');
});

test('a program that ends before it reports on all projects fails them all', () => {
  const workspace = makeWorkspace();
  workspace.write('packages/web/bundle.ts', "export const text = 'crash';\n");
  const { code, text } = workspace.nx('run-many', '-t', 'build');
  assert.equal(code, 1);
  assert.match(text, /web: the program ended with 2/);
  assert.deepEqual(failedTasks(text), ['@wildermesser/redis:build', '@wildermesser/web:build']);
});

test('projects that succeed in a run that fails for no project are not successful', () => {
  const workspace = makeWorkspace();
  workspace.write('platform.json', '{ "note": "problem of the tree" }\n');
  const { code, text } = workspace.nx('run-many', '-t', 'build');
  assert.equal(code, 1);
  assert.deepEqual(failedTasks(text), ['@wildermesser/redis:build', '@wildermesser/web:build']);
});

test('a type error, a lint error and a failing test fail the package that they are in', () => {
  const workspace = makeWorkspace();
  workspace.write(
    'packages/words/word.ts',
    "export const word: string = 'one';\nexport const number: number = 'two';\n",
  );
  workspace.write('packages/redis/bundle.ts', 'export let text = "redis"\n');
  workspace.write(
    'packages/web/test/web.test.ts',
    "import { test } from 'node:test';\n\ntest('fails', () => {\n  throw new Error('not so');\n});\n",
  );
  const projects = ['-p', 'words', 'redis', 'web'];
  const { code, text } = workspace.nx('run-many', '-t', 'typecheck', 'lint', 'test', ...projects);
  assert.equal(code, 1);
  assert.deepEqual(failedTasks(text), [
    '@wildermesser/redis:lint',
    '@wildermesser/web:test',
    '@wildermesser/words:typecheck',
  ]);
  assert.match(text, /word\.ts\(2,14\): error TS2322/);
  assert.match(text, /not so/);
});
