import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readTree } from './read-tree.ts';
import { type Answer, bundleOf, smallBody, temporaryWorkspace, type Workspace } from './temporary-workspace.ts';

const shop = 'packages/shop/bundle.ts';
const settingsFile = 'generated/shop/web/configmap-settings.yaml';

const built = (): Workspace => {
  const workspace = temporaryWorkspace({ [shop]: bundleOf(smallBody()) });
  assert.equal(workspace.platform(['build']).code, 0);
  return workspace;
};

const generated = ({ root }: Workspace): Record<string, string> => readTree(join(root, 'generated'));

/** Nothing was written, the user was told why in words, and saw no stack trace. */
const assertRefused = (
  workspace: Workspace,
  before: Record<string, string>,
  answer: Answer,
  ...words: RegExp[]
): void => {
  assert.equal(answer.code, 1, answer.out + answer.err);
  for (const word of words) assert.match(answer.out, word);
  assert.doesNotMatch(answer.out + answer.err, /\n\s+at /);
  assert.deepEqual(generated(workspace), before);
};

test('the first build writes everything, the second writes nothing and touches no file', () => {
  const workspace = built();
  const before = generated(workspace);
  const touched = (): number[] =>
    Object.keys(before).map((path) => statSync(join(workspace.root, 'generated', path)).mtimeMs);
  const times = touched();
  const { code, out } = workspace.platform(['build']);
  assert.equal(code, 0);
  assert.match(out, /shop +1 component +4 objects +unchanged/);
  assert.deepEqual(touched(), times);
  assert.ok(Object.keys(before).every((path) => !path.startsWith('.staging')));
});

test('a changed source changes its file alone, and the index', () => {
  const workspace = built();
  const before = generated(workspace);
  workspace.write({ [shop]: bundleOf(smallBody('two')) });
  assert.match(workspace.platform(['build']).out, /2 written, 3 unchanged/);
  const after = generated(workspace);
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  assert.deepEqual(changed, ['shop/index.json', 'shop/web/configmap-settings.yaml']);
});

test('an object that is gone from the source is gone from generated/, its neighbours stay', () => {
  const workspace = built();
  workspace.write({ [shop]: bundleOf(`[podNamespace('web', 'restricted')]`), 'generated/shop/web/README.md': 'mine' });
  assert.match(workspace.platform(['build']).out, /1 removed/);
  assert.deepEqual(
    Object.keys(generated(workspace)).filter((path) => path.startsWith('shop/web/')),
    ['shop/web/README.md', 'shop/web/namespace-web.yaml'],
  );
});

const mistakes: readonly (readonly [situation: string, source: string, ...words: RegExp[]])[] = [
  [
    'a misspelt field',
    bundleOf(`[podNamespace('web', 'restricted'), configMap({ metadata: { name: 'a' }, dataa: { a: '1' } } as never)]`),
    /packages\/shop\/bundle\.ts:9/,
    /unknown-field/,
    /dataa/,
    /data\b/,
  ],
  [
    'a value of the wrong type',
    bundleOf(
      `[podNamespace('web', 'restricted'), configMap({ metadata: { name: 'a' }, data: { port: 80 as never } })]`,
    ),
    /data\.port/,
    /string/,
  ],
  [
    'a component that throws',
    bundleOf(`{ throw new Error('no such shop'); }`),
    /packages\/shop\/bundle\.ts:9/,
    /component web: Error: no such shop/,
    /nothing was written: 1 error\n/,
  ],
  [
    'two objects of one name',
    bundleOf(
      `[podNamespace('web', 'restricted'), configMap({ metadata: { name: 'a' } }), configMap({ metadata: { name: 'a' } })]`,
    ),
    /written twice, also by ConfigMap a of packages\/shop\/bundle\.ts:9/,
  ],
  [
    'a name that is too long',
    bundleOf(
      `[podNamespace('web', 'restricted'), service({ metadata: { name: 'a'.repeat(64) }, spec: { type: 'ExternalName', externalName: 'a.example' } })]`,
    ),
    /63/,
  ],
  ['a promise instead of a list', bundleOf(`Promise.resolve([]) as never`), /returned a promise/],
  [
    'a comma too many',
    bundleOf(`[podNamespace('web', 'restricted'),, ]`),
    /not-a-manifest/,
    /a manifest is a map, not undefined/,
  ],
  ['something that is no manifest', bundleOf(`['text' as never]`), /not-a-manifest/],
  ['a syntax error', 'export default bundle({', /packages\/shop\/bundle\.ts/, /bundle-fails/],
  ['an import that does not exist', `import './nowhere.ts';\nexport default {};`, /Cannot find module/],
  ['no default export', 'export const x = 1;', /no-bundle/],
  [
    'a Secret with a value',
    bundleOf(
      `[podNamespace('web', 'restricted'), { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { password: 'hunter2-tomato' } } as never]`,
    ),
    /Secret web\/a/,
  ],
  [
    'a component that lost its directory',
    bundleOf(smallBody()).replace(`name: 'web'`, `name: 'site'`),
    /component-gone/,
    /renamedFrom: 'web'/,
    /removed: \['web'\]/,
  ],
];

for (const [situation, source, ...words] of mistakes)
  test(`${situation} is refused with the place and what to do, and the old tree stays whole`, () => {
    const workspace = built();
    const before = generated(workspace);
    workspace.write({ [shop]: source });
    const answer = workspace.platform(['build']);
    assertRefused(workspace, before, answer, ...words);
    assert.doesNotMatch(answer.out + answer.err, /hunter2/);
  });

test('a mistake in one project keeps the others from being written, too', () => {
  const workspace = temporaryWorkspace({
    [shop]: bundleOf(smallBody()),
    'packages/bad/bundle.ts': bundleOf(`{ throw new Error('x'); }`),
  });
  assertRefused(workspace, {}, workspace.platform(['build']), /packages\/bad/);
});

test('a mistake in another project does not keep the named one from being written', () => {
  const workspace = temporaryWorkspace({
    [shop]: bundleOf(smallBody()),
    'packages/bad/bundle.ts': bundleOf(`{ throw new Error('x'); }`),
  });
  assert.equal(workspace.platform(['build', 'shop']).code, 0);
  assert.ok(settingsFile.slice('generated/'.length) in generated(workspace));
});

test('one object emitted by two projects is refused, and both are named', () => {
  const other = bundleOf(smallBody()).replace(`name: 'web', namespace`, `name: 'other', namespace`);
  const workspace = temporaryWorkspace({ [shop]: bundleOf(smallBody()), 'packages/other/bundle.ts': other });
  assertRefused(
    workspace,
    {},
    workspace.platform(['build']),
    /packages\/shop\/bundle\.ts/,
    /packages\/other\/bundle\.ts/,
  );
});

test('a generated file edited by hand is reported, and only --overwrite drops the edit', () => {
  const workspace = built();
  workspace.write({ [settingsFile]: 'edited: true\n' });
  const before = generated(workspace);
  assertRefused(
    workspace,
    before,
    workspace.platform(['build']),
    /hand-edited/,
    /configmap-settings\.yaml/,
    /--overwrite/,
  );
  assert.equal(workspace.platform(['build', '--overwrite']).code, 0);
  assert.match(readFileSync(join(workspace.root, settingsFile), 'utf8'), /^apiVersion: v1\n/);
});

test('a file of somebody else is not overwritten', () => {
  const workspace = temporaryWorkspace({ [shop]: bundleOf(smallBody()), [settingsFile]: 'mine\n' });
  assertRefused(workspace, generated(workspace), workspace.platform(['build']), /foreign-file/);
});

test('an index damaged by a merge is reported, and --overwrite makes it anew', () => {
  const workspace = built();
  workspace.write({ 'generated/shop/index.json': '<<<<<<< ours\n' });
  assertRefused(workspace, generated(workspace), workspace.platform(['build']), /index-unreadable/);
  assert.equal(workspace.platform(['build', '--overwrite']).code, 0);
});

test('a declared rename moves the directory and keeps the Application', () => {
  const workspace = built();
  workspace.write({ [shop]: bundleOf(smallBody(), `renamedFrom: 'web'`).replace(`name: 'web'`, `name: 'site'`) });
  assert.equal(workspace.platform(['build']).code, 0);
  const paths = Object.keys(generated(workspace));
  assert.ok(paths.includes('shop/site/configmap-settings.yaml') && !paths.some((path) => path.startsWith('shop/web/')));
  assert.ok(paths.includes('shop/argocd/application-shop-web.yaml'));
});

test('a project without a bundle is removed only when the user says so', () => {
  const workspace = built();
  workspace.remove(shop);
  assertRefused(workspace, generated(workspace), workspace.platform(['build']), /project-gone/, /--remove shop/);
  assert.equal(workspace.platform(['build', '--remove', 'shop']).code, 0);
  assert.deepEqual(generated(workspace), {});
});

test('the bytes depend on neither folder, locale, time zone, order nor process', () => {
  const sources = {
    [shop]: bundleOf(smallBody()),
    'packages/zoo/bundle.ts': bundleOf(smallBody()).replaceAll(`'web'`, `'zoo'`),
  };
  const [first, second] = [
    temporaryWorkspace(sources),
    temporaryWorkspace(Object.fromEntries(Object.entries(sources).reverse())),
  ];
  assert.equal(first.platform(['build'], { LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' }).code, 0);
  for (const project of ['zoo', 'shop'])
    assert.equal(
      second.platform(['build', project], { LC_ALL: 'C', TZ: 'America/St_Johns', HOME: '/nowhere' }).code,
      0,
    );
  assert.deepEqual(generated(second), generated(first));
});

test('wrong use is explained in words and ends with 2', () => {
  const workspace = built();
  for (const [args, words] of [
    [['build', 'nowhere'], /no project is named nowhere\n {2}→ there are: shop/],
    [['build', '--chek'], /Unknown option '--chek'/],
    [['bild'], /no command is named bild/],
    [['build', '--reporter', 'xml'], /text and jsonl/],
    [['render'], /one directory/],
    [['render', 'nowhere'], /no directory nowhere/],
  ] as const) {
    const { code, err } = workspace.platform(args);
    assert.deepEqual([code, words.test(err)], [2, true], err);
  }
});

test('every fault of platform.json is listed at once', () => {
  const workspace = temporaryWorkspace({
    'platform.json': '{ "repository": "", "kubernetes": "1.2", "colour": "red" }',
  });
  const { code, err } = workspace.platform(['build']);
  assert.equal(code, 2);
  for (const word of [/"repository" must be/, /"kubernetes" is "1\.2"/, /"colour" is no setting/, /"cluster" must be/])
    assert.match(err, word);
});

test('a caller that builds many projects gets one line of JSON for each', () => {
  const workspace = temporaryWorkspace({
    [shop]: bundleOf(smallBody()),
    'packages/bad/bundle.ts': bundleOf(`{ throw new Error('x'); }`),
  });
  const answer = workspace.platform(['build', '--reporter', 'jsonl']);
  const lines = answer.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(answer.code, 1);
  assert.deepEqual(
    lines.map(({ project, success }) => [project, success]),
    [
      ['bad', false],
      ['shop', false],
    ],
  );
  assert.match(lines[0].text, /component-throws/);
  assert.match(lines[1].text, /another project/);
});

test('a named project may refer to what another one has in generated/, whose source is not looked at', () => {
  const account = `{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'a', namespace: 'web' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' }, subjects: [] }`;
  const role = `{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'reader', namespace: 'web' }, rules: [] }`;
  const other = bundleOf(`[${account} as never]`).replace(`name: 'web', namespace`, `name: 'other', namespace`);
  const withRole = bundleOf(smallBody().replace(/\]$/, `${role} as never]`));
  const workspace = temporaryWorkspace({ [shop]: withRole, 'packages/other/bundle.ts': other });
  const { code, out, err } = workspace.platform(['build']);
  assert.equal(code, 0, out + err);
  workspace.write({ [shop]: `throw new Error('not looked at');` });
  assert.equal(workspace.platform(['build', 'other']).code, 0);
});

test('a named project that has an object of another one is refused, and both are named', () => {
  const other = bundleOf(smallBody()).replace(`name: 'web', namespace`, `name: 'other', namespace`);
  const workspace = built();
  workspace.write({ 'packages/other/bundle.ts': other });
  const { code, out } = workspace.platform(['build', 'other']);
  assert.equal(code, 1);
  assert.match(out, /duplicate-identity[\s\S]*packages\/shop\/bundle\.ts/);
});
