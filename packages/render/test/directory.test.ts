import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originOf } from '@wildermesser/manifest';
import type { ApplicationSource, JsonnetSource } from '../src/index.ts';
import { codesOf, render } from './render.ts';
import { configMap, type Files, repository } from './repository.ts';

const object = (name: string): string => `{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: ${name} } }`;

const names = async (files: Files, t: Parameters<typeof repository>[0], source: ApplicationSource = {}) => {
  const result = await render(await repository(t, files), 'app', source);
  return { codes: codesOf(result), names: result.manifests.map(({ metadata }) => metadata.name) };
};

test('YAML, JSON and Jsonnet files of one directory are rendered in the order of their names', async (t) => {
  const result = await names(
    {
      'app/c.yaml': `${configMap('c1')}---\n${configMap('c2')}`,
      'app/b.json': configMap('b'),
      'app/a.jsonnet': `[${object("'a1'")}, null, ${object("'a2'")}]`,
    },
    t,
  );
  assert.deepEqual(result, { codes: [], names: ['a1', 'a2', 'b', 'c1', 'c2'] });
});

test('a manifest knows its file and line', async (t) => {
  const root = await repository(t, { 'app/a.yaml': `# one\n---\n${configMap('a')}` });
  const [manifest] = (await render(root, 'app')).manifests;
  assert.deepEqual(manifest && originOf(manifest), { file: `${root}/app/a.yaml`, line: 3 });
});

test('one broken file keeps the whole directory from being deployed', async (t) => {
  const result = await names({ 'app/a.yaml': configMap('a'), 'app/b.json': '[' }, t);
  assert.deepEqual(result, { codes: ['error invalid-json'], names: [] });
});

test('a stray JSON file is an error, a stray values file is not', async (t) => {
  const stray = await names({ 'app/a.yaml': configMap('a'), 'app/package.json': '{"name":"x"}' }, t);
  assert.ok(stray.codes.includes('error not-a-manifest'), stray.codes.join());
  const values = await names({ 'app/a.yaml': configMap('a'), 'app/values.yaml': 'replicas: 3' }, t);
  assert.deepEqual(values, { codes: ['warning ignored-file'], names: ['a'] });
});

test('Jsonnet gets its arguments, variables and libraries from the source', async (t) => {
  const files = {
    'app/main.jsonnet': `local lib = import 'lib.libsonnet'; local near = import 'near.libsonnet';
      function(text, code) [${object("text + code.n + std.extVar('ext') + std.extVar('extcode') + lib + near")}]`,
    'app/near.libsonnet': "'-near'",
    'vendor/lib.libsonnet': "'-lib'",
  };
  const jsonnet: JsonnetSource = {
    tlas: [
      { name: 'text', value: '$ARGOCD_APP_NAME' },
      { name: 'code', value: '{ n: 1 + 1 }', code: true },
    ],
    extVars: [
      { name: 'ext', value: '1 + 1' },
      { name: 'extcode', value: '1 + 1', code: true },
    ],
    libs: ['vendor'],
  };
  assert.deepEqual(await names(files, t, { directory: { jsonnet } }), { codes: [], names: ['web21 + 12-lib-near'] });
});

test('a program that fails is told with its own words and relative paths', async (t) => {
  const root = await repository(t, { 'app/a.jsonnet': "local x = 1;\nerror 'because'\n" });
  const { findings } = await render(root, 'app');
  assert.deepEqual(
    findings.map(({ code, file }) => [code, file]),
    [['jsonnet-failed', 'app/a.jsonnet']],
  );
  assert.match(findings[0]?.message ?? '', /because\n\tapp\/a\.jsonnet:2/);
});

test('a program must return manifests: nothing is searched in maps of manifests', async (t) => {
  for (const text of ["'text'", `{ a: ${object("'a'")} }`, `[[${object("'a'")}]]`, '[1]']) {
    assert.deepEqual((await names({ 'app/a.jsonnet': text }, t)).codes, ['error invalid-jsonnet-result'], text);
  }
  assert.deepEqual(await names({ 'app/a.jsonnet': '[]', 'app/b.libsonnet': '1' }, t), { codes: [], names: [] });
});

test('a List that a program returns becomes its items', async (t) => {
  const text = `{ apiVersion: 'v1', kind: 'List', items: [${object("'a'")}, ${object("'b'")}] }`;
  assert.deepEqual(await names({ 'app/a.jsonnet': text }, t), { codes: [], names: ['a', 'b'] });
});

test('libraries outside the repository are refused', async (t) => {
  const directory = { jsonnet: { libs: ['../elsewhere'] } };
  assert.deepEqual((await names({ 'app/a.jsonnet': '[]' }, t, { directory })).codes, ['error out-of-bounds-path']);
});

test('the path must be a directory of the repository', async (t) => {
  const root = await repository(t, { 'app/a.yaml': configMap('a') });
  const cases: [path: string, codes: string[]][] = [
    ['none', ['error missing-directory']],
    ['app/a.yaml', ['error missing-directory']],
    ['../x', ['error out-of-bounds-path']],
    ['/etc', ['error out-of-bounds-path']],
    ['app', []],
    ['./app/', []],
  ];
  for (const [path, codes] of cases) assert.deepEqual(codesOf(await render(root, path)), codes, path);
});

test('a link out of the repository, even one that is no manifest, stops everything', async (t) => {
  const files = { 'app/a.yaml': configMap('a'), 'app/docs/readme': { link: '/etc/hosts' } };
  assert.deepEqual(await names(files, t), { codes: ['error out-of-bounds-link'], names: [] });
});

test('two explicit blocks are an error, one wins over the names of the files', async (t) => {
  const files = { 'app/a.yaml': configMap('a'), 'app/kustomization.yaml': 'resources: [a.yaml]\nnamePrefix: x-\n' };
  const both = await names(files, t, { kustomize: { namePrefix: 'a' }, helm: { releaseName: 'a' } });
  assert.deepEqual(both, { codes: ['error multiple-source-types'], names: [] });
  const plain = await names(files, t, { directory: { include: 'a.yaml' } });
  assert.deepEqual(plain, { codes: [], names: ['a'] });
  assert.deepEqual((await names(files, t, { directory: {} })).names, ['x-a']);
});

test('a source for a plug-in is named as not rendered', async (t) => {
  assert.deepEqual((await names({ 'app/a.yaml': '' }, t, { plugin: { name: 'x' } })).codes, ['skipped plugin-source']);
});

test('an override file in the directory changes the settings and is itself no manifest', async (t) => {
  const files = {
    'app/a.yaml': configMap('a'),
    'app/b.yaml': configMap('b'),
    'app/.argocd-source-web.yaml': 'directory: {exclude: b.yaml}',
  };
  assert.deepEqual(await names(files, t), { codes: [], names: ['a'] });
});
