import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { temporaryWorkspace } from '../../../apps/platform/test/temporary-workspace.ts';
import { component, homework } from './load-generators.ts';
import { type MemoryTree, memoryTree } from './memory-tree.ts';
import { makeWorkspace } from './workspace.ts';

const repository = resolve(import.meta.dirname, '../../..');
const tools = ['plain', 'helm', 'jsonnet', 'kustomize'] as const;
const longName = 'a-name-that-is-nearly-as-long-as-one-can-be';

/** All that the generators write in the test with Nx. */
const madeFiles = [
  ...['README.md', 'bundle.ts', 'package.json', 'src/web.ts', 'src/web.test.ts', 'test/namespaces.test.ts'],
  ...tools.flatMap((tool) => [`src/with-${tool}.ts`, `src/with-${tool}.test.ts`]),
  ...tools.slice(1).map((tool) => `src/with-${tool}-namespaces.ts`),
];

/** A homework in memory. */
const shop = (): MemoryTree => {
  const tree = memoryTree({ 'apps/platform/package.json': '{}' });
  homework(tree, { name: 'shop' });
  return tree;
};

const refusalOf = (generate: () => unknown): string => {
  try {
    generate();
  } catch (error) {
    assert.equal((error as { code?: string }).code, 'generator-refused');
    return (error as Error).message;
  }
  return assert.fail('nothing was refused');
};

const run = (root: string, program: string, ...args: string[]) => {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_TEST_CONTEXT'));
  const command = program === '--test' ? [program, ...args] : [join(repository, 'node_modules', program), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', env });
  return { status, text: stdout + stderr };
};

/** Puts what was generated beside the real program and its settings, and asks every tool what it thinks of it. */
const assertFitToSync = ({ files }: MemoryTree, projects: readonly string[]): void => {
  const workspace = temporaryWorkspace(Object.fromEntries(files));
  for (const file of ['tsconfig.json', 'tsconfig.base.json', 'biome.json'])
    copyFileSync(join(repository, file), join(workspace.root, file));
  const built = workspace.platform(['build', ...projects]);
  assert.equal(built.code, 0, built.out + built.err);
  assert.doesNotMatch(built.out + built.err, /warning|error|skipped/);
  const checked = workspace.platform(['check', ...projects]);
  assert.match(checked.out, /^fit to sync: /m, checked.out + checked.err);
  assert.doesNotMatch(checked.out, /warning/);
  const types = run(workspace.root, 'typescript/bin/tsc', '-p', 'tsconfig.json');
  assert.equal(types.status, 0, types.text);
  const lint = run(workspace.root, '@biomejs/biome/bin/biome', 'check', '--vcs-enabled=false', 'packages');
  assert.equal(lint.status, 0, lint.text);
  const tests = run(workspace.root, '--test', 'packages/**/*.test.ts');
  assert.equal(tests.status, 0, tests.text);
};

test('what Nx generates builds without findings, has the right types and format, and its tests pass', () => {
  const workspace = makeWorkspace();
  const made = workspace.nx('g', '@wildermesser/nx-plugin:homework', 'my-work');
  assert.equal(made.code, 0, made.text);
  assert.match(made.stdout, /npm install/);
  for (const tool of tools) {
    const args = ['--project', tool === 'plain' ? '@wildermesser/my-work' : 'my-work', '--tool', tool];
    const { code, text } = workspace.nx('g', './tools/nx-plugin:component', `with-${tool}`, ...args);
    assert.equal(code, 0, text);
  }
  const tree = memoryTree();
  for (const file of madeFiles)
    tree.write(`packages/my-work/${file}`, workspace.read(`packages/my-work/${file}`) ?? '');
  assertFitToSync(tree, ['my-work']);
});

test('names of any length and names that the sources use themselves do as well', () => {
  const tree = shop();
  for (const name of [longName, 'service', 'new', 'x2', 'x10']) component(tree, { name, project: 'shop' });
  component(tree, { name: `${longName}-too`, project: 'shop', tool: 'helm' });
  component(tree, { name: 'values', project: 'shop', tool: 'kustomize' });
  homework(tree, { name: longName });
  tree.files.delete('apps/platform/package.json');
  assertFitToSync(tree, ['shop', longName]);
});

test('through Nx a refusal is a message and nothing is written', () => {
  const workspace = makeWorkspace();
  const { code, text } = workspace.nx('g', '@wildermesser/nx-plugin:homework', 'web');
  assert.notEqual(code, 0);
  assert.match(text, /packages\/web: this is there already/);
  assert.doesNotMatch(text, /\n\s+at /);
  assert.equal(workspace.read('packages/web/README.md'), undefined);
});

test('a homework whose name another package or a directory of generated/ has is refused', () => {
  const tree = shop();
  tree.write('generated/old/index.json', '{}');
  const before = new Map(tree.files);
  assert.match(
    refusalOf(() => homework(tree, { name: 'shop' })),
    /^packages\/shop: /,
  );
  assert.match(
    refusalOf(() => homework(tree, { name: 'platform' })),
    /^apps\/platform: /,
  );
  assert.match(
    refusalOf(() => homework(tree, { name: 'old' })),
    /^generated\/old: /,
  );
  assert.deepEqual(tree.files, before);
});

for (const name of ['', 'Shop', '1st', 'shop-', '-shop', 'a_b', '../up', 'a/b', 'ä', 'a'.repeat(64)]) {
  test(`'${name}' is refused as the name of a homework and of a component`, () => {
    const tree = shop();
    const before = new Map(tree.files);
    assert.match(
      refusalOf(() => homework(tree, { name })),
      /letters, digits and dashes|shorter name/,
    );
    assert.match(
      refusalOf(() => component(tree, { name, project: 'shop' })),
      /letters, digits and dashes|shorter name/,
    );
    assert.deepEqual(tree.files, before);
  });
}

test('a component that is there, or whose folder is, is refused and nothing is overwritten', () => {
  const tree = shop();
  tree.write('packages/shop/src/api/component.ts', '');
  const before = new Map(tree.files);
  assert.match(
    refusalOf(() => component(tree, { name: 'web', project: 'shop' })),
    /^packages\/shop\/src\/web\.ts: /,
  );
  assert.match(
    refusalOf(() => component(tree, { name: 'api', project: 'shop' })),
    /^packages\/shop\/src\/api: /,
  );
  assert.match(
    refusalOf(() => component(tree, { name: 'argocd', project: 'shop' })),
    /argocd/,
  );
  assert.deepEqual(tree.files, before);
});

test('a component of a bundle whose lists are calculated is refused with the line, and nothing is written', () => {
  const tree = shop();
  const bundle = tree.read('packages/shop/bundle.ts')?.replace('[web]', 'all');
  tree.write('packages/shop/bundle.ts', bundle ?? '');
  const before = new Map(tree.files);
  assert.match(
    refusalOf(() => component(tree, { name: 'api', project: 'shop' })),
    /^packages\/shop\/bundle\.ts:6: /,
  );
  assert.deepEqual(tree.files, before);
});

test('a component of a package that is no homework is refused', () => {
  assert.match(
    refusalOf(() => component(shop(), { name: 'api', project: 'platform' })),
    /^packages\/platform\/bundle\.ts: /,
  );
  assert.match(
    refusalOf(() => component(shop(), { name: 'api', project: '../packages/shop' })),
    /no name for a homework/,
  );
});

for (const tool of tools) {
  test(`a component for ${tool} has a test beside it and is in the bundle once`, () => {
    const tree = shop();
    component(tree, { name: 'api', project: 'shop', tool });
    assert.ok(tree.exists('packages/shop/src/api.test.ts'));
    const bundle = tree.read('packages/shop/bundle.ts') ?? '';
    assert.match(bundle, tool === 'plain' ? /components: \[web, api\],/ : /templates: \[apiComponent\],/);
  });
}
