import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeDiff } from '../../src/diff/make-diff.ts';
import { application, chart, configMap, deployment, overlay } from './sample-files.ts';
import { platform, repositoryOf, temporaryFolder, writeTree } from './temporary-repository.ts';

const planIn = (cwd: string, ...names: readonly string[]) =>
  makeDiff({ names, cwd, applications: [], date: '2026-11-28' });

/** Verb, Application and name of each changed object. */
const changesIn = async (cwd: string, ...names: readonly string[]): Promise<readonly string[]> =>
  (await planIn(cwd, ...names)).changes.map(
    ({ verb, identity, head, base }) => `${verb} ${(head ?? base)?.application} ${identity.name}`,
  );

const shop = {
  'apps/web.yaml': application('web', 'web/prod'),
  'apps/settings.yaml': application('settings', 'settings'),
  'apps/chart.yaml': application('chart', 'chart', '    helm:\n      valueFiles:\n      - ../values/chart.yaml\n'),
  'web/base/kustomization.yaml': 'resources:\n- deployment.yaml\n',
  'web/base/deployment.yaml': deployment('web', 1),
  ...overlay('web/prod', 2),
  'settings/a.yaml': configMap('settings', '1'),
  ...chart('chart', '1'),
  'values/chart.yaml': 'value: "2"\n',
  'README.md': '# Shop\n',
};

test('only Applications that are made of different files are rendered', async () => {
  const { root, write } = repositoryOf(shop);
  write({ 'settings/a.yaml': configMap('settings', '2'), 'README.md': '# The shop\n' });
  const plan = await planIn(root);
  assert.deepEqual(
    plan.applications.map(({ name, status }) => `${name} ${status}`),
    ['settings changed'],
  );
  assert.equal(plan.counts.unchangedApplications, 2);
});

test('files whose differences Git is told not to show are searched all the same', async () => {
  const { root, write, commit } = repositoryOf({ ...shop, '.gitattributes': '*.yaml -diff linguist-generated\n' });
  write({ 'settings/a.yaml': configMap('settings', '2') });
  assert.deepEqual(await changesIn(root), ['change settings settings']);
  commit('change');
  assert.deepEqual(await changesIn(root, 'main', 'change'), ['change settings settings']);
});

test('a base beside an overlay and a value file elsewhere are what an Application is made of', async () => {
  const { root, write, commit } = repositoryOf(shop);
  write({
    'web/base/deployment.yaml': deployment('web', 1).replace('1.0.0', '1.1.0'),
    'values/chart.yaml': 'value: "3"\n',
  });
  const expected = ['change chart chart', 'restart web web'];
  assert.deepEqual(await changesIn(root), expected);
  commit('change');
  assert.deepEqual(await changesIn(root, 'main', 'change'), expected);
});

test('an object of another Application that keeps an old value is found though that one does not change', async () => {
  const { root, write } = repositoryOf(shop);
  write({ 'settings/a.yaml': configMap('settings', '2') });
  const [change] = (await planIn(root)).changes;
  const stale = change?.effects.find(({ rule }) => rule === 'stale-configuration');
  assert.match(stale?.message ?? '', /Deployment web/);
});

test('an object that another Application has now was moved, and an Application that goes is said to go', async () => {
  const { root, write } = repositoryOf(shop);
  write({ 'apps/settings.yaml': null, 'settings/a.yaml': null, 'web/prod/a.yaml': configMap('settings', '1') });
  const kustomization = overlay('web/prod', 2)['web/prod/kustomization.yaml'] ?? '';
  write({ 'web/prod/kustomization.yaml': kustomization.replace('- ../base\n', '- ../base\n- a.yaml\n') });
  const plan = await planIn(root);
  assert.deepEqual(
    plan.changes.map(({ verb, identity }) => `${verb} ${identity.name}`),
    ['move settings'],
  );
  assert.deepEqual(
    plan.applications.map(({ name, status }) => `${name} ${status}`),
    ['settings removed', 'web changed'],
  );
});

test('an Application that fails on one side is unknown, and none of its objects is said to go', async () => {
  const { root, write } = repositoryOf(shop);
  write({ 'chart/templates/settings.yaml': '{{ fail "no" }}\n', 'settings/a.yaml': configMap('settings', '2') });
  const plan = await planIn(root);
  assert.deepEqual(
    plan.applications.map(({ name, status }) => `${name} ${status}`),
    ['chart unknown', 'settings changed'],
  );
  assert.deepEqual(
    plan.changes.map(({ identity }) => identity.name),
    ['settings'],
  );
  const [finding] = plan.findings;
  assert.equal(finding?.code, 'helm-failed');
  assert.equal(finding?.side, 'head');
  assert.deepEqual([finding?.file, finding?.line], ['chart/templates/settings.yaml', 1]);
  const { code, out } = await platform(root, 'diff');
  assert.equal(code, 2);
  assert.match(out, /Plan: 1 change, 1 Application not compared/);
});

test('what an Application asked for is not said to be saved when it cannot be rendered any more', async () => {
  const { root, write } = repositoryOf({
    'apps/web.yaml': application('web', 'web'),
    'web/deployment.yaml': deployment('web', 3),
  });
  write({ 'web/broken.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: [\n' });
  const { pods } = (await planIn(root)).cost;
  assert.deepEqual(pods, { base: 0, head: 0 });
});

test('Applications that a chart makes are found in what it renders to', async () => {
  const parent = {
    'apps/parent.yaml': application('parent', 'parent'),
    'parent/Chart.yaml': 'apiVersion: v2\nname: parent\nversion: 0.1.0\n',
    'parent/values.yaml': 'names: [settings]\n',
    'parent/templates/apps.yaml': `{{ range .Values.names }}
---
${application('{{ . }}', '{{ . }}')}{{ end }}`,
    'settings/a.yaml': configMap('settings', '1'),
    'more/b.yaml': configMap('more', '1'),
  };
  const { root, write } = repositoryOf(parent);
  write({ 'settings/a.yaml': configMap('settings', '2') });
  assert.deepEqual(await changesIn(root), ['change settings settings']);
  write({ 'parent/values.yaml': 'names: [settings, more]\n' });
  assert.deepEqual(await changesIn(root), ['add more more', 'add parent more', 'change settings settings']);
  const { out } = await platform(root, 'diff', '--application', 'more', '--names-only');
  assert.equal(out, 'add\tmore\tConfigMap shop/more\n');
  const { code, err } = await platform(root, 'diff', '--application', 'mode');
  assert.equal(code, 2);
  assert.match(err, /no Application is named mode\n {2}→ there are: more, parent, settings/);
});

test('without Applications every chart, overlay and directory stands for itself', async () => {
  const { 'apps/web.yaml': _, 'apps/settings.yaml': __, 'apps/chart.yaml': ___, ...sources } = shop;
  const { root, write } = repositoryOf({
    ...sources,
    '.github/workflows/ci.yaml': 'on: push\n',
    'mkdocs.yml': 'site_name: x\n',
  });
  write({ 'settings/a.yaml': configMap('settings', '2'), ...overlay('web/prod', 3), ...chart('chart', '9') });
  assert.deepEqual(await changesIn(root), ['change chart chart', 'change settings settings', 'change web/prod web']);
});

test('plain manifests are compared wherever they lie, in lists and among other files', async () => {
  const folder = temporaryFolder();
  const list = `apiVersion: v1\nkind: List\nitems:\n- ${configMap('a', '1').trim().replaceAll('\n', '\n  ')}\n`;
  writeTree(folder, {
    'old/a.yaml': configMap('a', '1'),
    'old/b.json': '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"},"data":{"value":"1"}}',
    'old/package.json': '{"name":"x"}',
    'new/deep/er/all.yaml': `${list}---\n${configMap('b', '1').replace('  namespace: shop\n', '')}`,
  });
  assert.deepEqual(await changesIn(folder, join(folder, 'old'), join(folder, 'new')), []);
});

test('a field is found in the generated file, in the one of the base when it is gone', async () => {
  const { root, write } = repositoryOf({ 'a.yaml': deployment('web', 2) });
  write({ 'a.yaml': deployment('web', 3).replace('      labels:\n', '      labels:\n        tier: front\n') });
  const [change] = (await planIn(root)).changes;
  assert.deepEqual(
    change?.fields.map(({ generated }) => generated),
    [
      { file: 'a.yaml', line: 7 },
      { file: 'a.yaml', line: 14 },
    ],
  );
});

test('an Application whose file cannot be read is not said to go, and the plan is not whole', async () => {
  const { root, write } = repositoryOf(shop);
  write({ 'apps/settings.yaml': `${application('settings', 'settings')} bad: [\n` });
  const { code, out } = await platform(root, 'diff');
  assert.equal(code, 2);
  assert.match(out, /error {2}head {2}apps\/settings\.yaml:\d+ {2}yaml-syntax/);
  assert.match(out, /mend the file/);
  assert.match(out, /Plan: 1 file not read/);
  assert.doesNotMatch(out, /prune/);
});

test('a file that is broken on both sides alike says nothing about the change', async () => {
  const { root, write } = repositoryOf({ ...shop, 'old/broken.yaml': 'kind: Application\nmetadata: [\n' });
  write({ 'settings/a.yaml': configMap('settings', '2') });
  assert.equal((await platform(root, 'diff')).code, 1);
});

test('a directory that an Application misspells is missing, and in no other repository', async () => {
  const { root, write } = repositoryOf(shop);
  write({ 'apps/settings.yaml': application('settings', 'setings') });
  const { code, out } = await platform(root, 'diff');
  assert.equal(code, 2);
  assert.match(out, /missing-directory[\s\S]*there is no directory setings/);
  assert.doesNotMatch(out, /prune|another repository/);
});
