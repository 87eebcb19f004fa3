import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeWorkspace, type Workspace } from './workspace.ts';

interface Graph {
  readonly nodes: Record<string, { readonly data: { readonly targets: Record<string, unknown> } }>;
  readonly dependencies: Record<string, readonly { readonly target: string }[]>;
}

const graphOf = (workspace: Workspace): Graph => {
  const { stdout } = workspace.nx('graph', '--print');
  return (JSON.parse(stdout) as { graph: Graph }).graph;
};

test('a package has the targets that its files call for', () => {
  const { nodes } = graphOf(makeWorkspace());
  const targets = Object.entries(nodes).map(([name, { data }]) => [name, Object.keys(data.targets).sort()]);
  assert.deepEqual(Object.fromEntries(targets), {
    '@wildermesser/engine': ['lint', 'typecheck'],
    '@wildermesser/nx-plugin': ['lint'],
    '@wildermesser/platform': ['build-check', 'lint', 'test', 'typecheck'],
    '@wildermesser/redis': ['build', 'lint', 'typecheck', 'validate'],
    '@wildermesser/web': ['build', 'lint', 'test', 'typecheck', 'validate'],
    '@wildermesser/wheels': ['lint', 'typecheck'],
    '@wildermesser/words': ['lint', 'typecheck'],
    loose: ['lint'],
  });
});

test('a package with an image has the targets of it, and what follows from files is cached', () => {
  const workspace = makeWorkspace();
  workspace.write('packages/wheels/image.json', '{ "entry": "apps/platform/run.ts" }\n');
  const { targets } = graphOf(workspace).nodes['@wildermesser/wheels']?.data ?? { targets: {} };
  const cached = Object.entries(targets)
    .filter(([name]) => name === 'bundle' || name.startsWith('image'))
    .map(([name, target]) => [name, (target as { cache: boolean }).cache]);
  assert.deepEqual(Object.fromEntries(cached), {
    bundle: true,
    image: true,
    'image-check': false,
    'image-pin': false,
    'image-push': false,
    'image-run': false,
    'image-tar': false,
    'image-update-base': false,
  });
});

test('a package depends on what it imports, even when its package.json does not say so', () => {
  const workspace = makeWorkspace();
  workspace.write('packages/redis/src/word.ts', "export type { word } from '@wildermesser/words';\n");
  const { dependencies } = graphOf(workspace);
  const targets = (name: string) => (dependencies[name] ?? []).map(({ target }) => target);
  assert.deepEqual(targets('@wildermesser/redis'), ['@wildermesser/words']);
  assert.deepEqual(targets('@wildermesser/web'), ['@wildermesser/words']);
  assert.deepEqual(targets('@wildermesser/words'), []);
});

test('the types that the plugin states in its comments hold', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const args = ['node_modules/typescript/bin/tsc', '-p', 'tools/nx-plugin/tsconfig.json', '--pretty', 'false'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.equal(status, 0);
});
