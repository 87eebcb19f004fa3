import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildCacheFolder } from '../src/cache/recall.ts';
import { readTree } from './read-tree.ts';
import { bundleOf, smallBody, temporaryWorkspace, type Workspace } from './temporary-workspace.ts';

const repository = resolve(import.meta.dirname, '../../..');
const shopBundle = 'packages/shop/bundle.ts';
const settingsFile = 'generated/shop/web/configmap-settings.yaml';

const shop = bundleOf(`[
  podNamespace('web', 'restricted'),
  configMap({ metadata: { name: 'settings' }, data: { value } }),
]`).replace('export default', `import { value } from '../words/value.ts';\nexport default`);

/** Refers to an object of the shop by a RoleBinding, so that a change of the one makes the other wrong. */
const reader = `
import { bundle, component } from '@wildermesser/emit';
import { roleBinding } from '@wildermesser/manifest/rbac/v1';

export default bundle({
  description: 'Reads the shop',
  components: [
    component({ name: 'access', namespace: 'web', manifests: () => [
      roleBinding({
        metadata: { name: 'reader' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
        subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'web' }],
      }),
    ] }),
  ],
});
`;

const sources = {
  [shopBundle]: shop,
  'packages/words/value.ts': "export const value = 'one';\n",
  'packages/reader/bundle.ts': reader,
};

/** A component that is compiled, with its values described in a module that is never loaded. */
const templated = `
import { bundle, component, templatedComponent } from '@wildermesser/emit';
import { configMap, type ConfigMap } from '@wildermesser/manifest/core/v1';
import { podNamespace } from '@wildermesser/manifest/workload';
import type { WebValues } from './src/values.ts';

/** Says where it listens. */
export const web = (values: WebValues): readonly ConfigMap[] => [
  configMap({ metadata: { name: 'web' }, data: { port: String(values.port) } }),
];

export default bundle({
  description: 'A chart',
  components: [component({ name: 'namespace', namespace: 'chart', manifests: () => [podNamespace('chart', 'restricted')] })],
  templates: [templatedComponent({ name: 'web', tool: 'helm', template: web, values: { port: 80 }, environments: { dev: { namespace: 'chart', values: { port: 81 } } } })],
});
`;

const values = (comment: string): string => `export interface WebValues {
  /** ${comment} @minimum 1 @default 80 */
  readonly port: number;
}
`;

const situations = [
  'unchanged',
  'source',
  'shared module',
  'edit',
  'gone file',
  'settings',
  'damaged',
  'others',
  'new project',
  'rewritten',
  'asks the system',
  'types',
] as const;
const workspaces = new Map<string, Workspace>();
const at = (situation: (typeof situations)[number]): Workspace => workspaces.get(situation) as Workspace;

const records = ({ root }: Workspace): string[] => {
  const folder = buildCacheFolder(root);
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.json'))
        .sort()
        .map((path) => join(folder, path))
    : [];
};

/** Makes the record of the shop say 7 components: whoever prints that has not called the bundle. */
const forge = (workspace: Workspace): void => {
  const file = join(buildCacheFolder(workspace.root), 'projects/shop.json');
  const [, text = ''] = readFileSync(file, 'utf8').split('\n');
  const forged = JSON.stringify({ ...JSON.parse(text), components: 7 });
  writeFileSync(file, `${createHash('sha256').update(forged).digest('hex')}\n${forged}`);
};

/** Changes a file but neither its size nor its time of modification. */
const changeUnseen = ({ root }: Workspace, path: string, from: string, to: string): void => {
  const file = join(root, path);
  const { atime, mtime } = statSync(file);
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from) && from.length === to.length);
  writeFileSync(file, text.replace(from, to));
  utimesSync(file, atime, mtime);
};

const withoutSeconds = (text: string): string => text.replace(/ in \d+\.\d+ s/, '');

/** The build says and writes what it says and writes without a cache. */
const assertLikeWithoutCache = (workspace: Workspace): string => {
  const cached = workspace.platform(['build']);
  const tree = readTree(join(workspace.root, 'generated'));
  const anew = workspace.platform(['build', '--no-cache']);
  assert.deepEqual(
    [cached.code, withoutSeconds(cached.out).replace(/\d+ written, \d+ unchanged|\d+ written/g, 'unchanged')],
    [anew.code, withoutSeconds(anew.out)],
  );
  assert.deepEqual(readTree(join(workspace.root, 'generated')), tree);
  return cached.out;
};

for (const situation of situations) workspaces.set(situation, temporaryWorkspace(sources));
at('asks the system').write({
  [shopBundle]: bundleOf(smallBody()).replace("value: 'one'", "value: process.env['ZONE'] ?? 'one'"),
  'packages/reader/bundle.ts': `import { readFileSync } from 'node:fs';\n${reader}`,
});
at('types').write({
  'packages/chart/bundle.ts': templated,
  'packages/chart/src/values.ts': values('Where it listens.'),
  ...Object.fromEntries(
    ['tsconfig.json', 'tsconfig.base.json'].map((file) => [file, readFileSync(join(repository, file), 'utf8')]),
  ),
});
for (const workspace of workspaces.values()) {
  const { code, out, err } = workspace.platform(['build']);
  assert.equal(code, 0, out + err);
}
// What was written within the last two seconds is not trusted.
await sleep(2500);
for (const workspace of workspaces.values())
  assert.match(workspace.platform(['build']).out, /reader .* unchanged\nshop .* unchanged\n/);

test('a build that wrote nothing is remembered, and the next one calls no bundle', () => {
  const workspace = at('unchanged');
  assert.equal(records(workspace).length, 5);
  forge(workspace);
  assert.match(workspace.platform(['build']).out, /shop +7 components/);
});

test('--no-cache and --check use nothing that was remembered', () => {
  const workspace = at('unchanged');
  forge(workspace);
  assert.match(workspace.platform(['build', '--no-cache']).out, /shop +1 component /);
  workspace.git('init');
  workspace.git('add', '.');
  workspace.git('commit', '-m', 'all');
  workspace.write({ 'packages/words/value.ts': "export const value = 'two';\n" });
  assert.equal(workspace.platform(['build', '--check']).code, 8);
});

test('a source that changed is noticed, whatever its size and time say', () => {
  const workspace = at('source');
  changeUnseen(workspace, shopBundle, "'A shop'", "'B shop'");
  assert.match(assertLikeWithoutCache(workspace), /shop .* 2 written/);
});

test('a module of another package that changed is noticed', () => {
  const workspace = at('shared module');
  changeUnseen(workspace, 'packages/words/value.ts', 'one', 'two');
  forge(workspace);
  assert.match(assertLikeWithoutCache(workspace), /shop +1 component .* 2 written/);
});

test('an edit by hand is noticed, whatever its size and time say', () => {
  const workspace = at('edit');
  workspace.write({ 'packages/words/value.ts': "export const value = 'two';\n" });
  changeUnseen(workspace, settingsFile, 'one', 'six');
  assert.match(assertLikeWithoutCache(workspace), /hand-edited/);
  workspace.write({ 'packages/words/value.ts': "export const value = 'one';\n" });
  assert.match(assertLikeWithoutCache(workspace), /hand-edited/);
  assert.equal(workspace.platform(['build', '--overwrite']).code, 0);
  assert.match(readFileSync(join(workspace.root, settingsFile), 'utf8'), /value: one/);
});

test('a generated file that is gone is written again', () => {
  const workspace = at('gone file');
  workspace.remove(settingsFile);
  assert.match(workspace.platform(['build']).out, /shop .* 1 written/);
  assert.match(readFileSync(join(workspace.root, settingsFile), 'utf8'), /value: one/);
});

test('other settings make everything anew', () => {
  const workspace = at('settings');
  forge(workspace);
  changeUnseen(workspace, 'platform.json', '"https://git.', '"https://got.');
  assert.match(assertLikeWithoutCache(workspace), /reader .* 3 written.*\nshop +1 component .* 3 written/);
});

test('a damaged memory is none', () => {
  const workspace = at('damaged');
  for (const [i, file] of records(workspace).entries()) {
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, i % 2 === 0 ? text.slice(0, text.length / 2) : text.replace(/(?<=\n.*)[a-z]/, '?'));
    // With a change elsewhere, the manifests of the shop are asked for, too.
    workspace.write({ 'packages/reader/bundle.ts': reader.replace('Reads', `Reads ${i} times`) });
    assert.match(assertLikeWithoutCache(workspace), /shop +1 component .* unchanged/);
  }
});

test('a change that makes an unchanged project wrong is found', () => {
  const workspace = at('others');
  workspace.write({ [shopBundle]: shop.replaceAll("'web'", "'net'") });
  assert.match(assertLikeWithoutCache(workspace), /packages\/reader\/bundle\.ts:\d+ +unknown-namespace/);
  workspace.write({ [shopBundle]: shop });
  assert.match(assertLikeWithoutCache(workspace), /built 2 projects/);
});

test('a project that comes or goes is noticed', () => {
  const workspace = at('new project');
  workspace.write({ 'packages/more/bundle.ts': bundleOf(smallBody()) });
  assert.match(assertLikeWithoutCache(workspace), /duplicate-identity/);
  workspace.remove('packages/more');
  assert.match(assertLikeWithoutCache(workspace), /built 2 projects/);
  workspace.remove('packages/reader');
  assert.match(assertLikeWithoutCache(workspace), /project-gone/);
  assert.equal(workspace.platform(['build', '--remove', 'reader']).code, 0);
  assert.ok(!existsSync(join(workspace.root, 'generated/reader')));
});

test('files that were written again with the same content are told by it', () => {
  const workspace = at('rewritten');
  for (const path of [shopBundle, settingsFile, 'generated/shop/index.json'])
    workspace.write({ [path]: readFileSync(join(workspace.root, path), 'utf8') });
  forge(workspace);
  assert.match(workspace.platform(['build']).out, /shop +7 components/);
  assert.match(workspace.platform(['build']).out, /shop +7 components/);
});

test('a bundle that asks the system for something is called each time', () => {
  const workspace = at('asks the system');
  assert.deepEqual(
    records(workspace).map((file) => file.slice(buildCacheFolder(workspace.root).length + 1)),
    ['workspace.json'],
  );
  assert.match(workspace.platform(['build'], { ZONE: 'north' }).out, /shop .* 2 written/);
});

test('a type that changed is noticed where functions are compiled', () => {
  const workspace = at('types');
  assert.ok(records(workspace).some((file) => file.endsWith('projects/chart.json')));
  workspace.write({ 'packages/chart/src/values.ts': values('The port.') });
  assert.match(assertLikeWithoutCache(workspace), /chart .* written/);
  assert.match(readFileSync(join(workspace.root, 'generated/chart/web/values.yaml'), 'utf8'), /# The port\./);
});
