import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { originOf } from '@wildermesser/manifest';
import type { HelmSource } from '../src/index.ts';
import { codesOf, dataOf, render } from './render.ts';
import { configMap, type Files, repository } from './repository.ts';

const chart = (templates: Files, more: Files = {}): Files => ({
  'app/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  'app/values.yaml': 'from: chart\nlist: []\n',
  ...Object.fromEntries(Object.entries(templates).map(([name, text]) => [`app/templates/${name}`, text])),
  ...more,
});

const probe = [
  'apiVersion: v1',
  'kind: ConfigMap',
  'metadata: {name: probe}',
  'data:',
  '  from: {{ .Values.from | quote }}',
  '  release: {{ .Release.Name | quote }}',
  '  namespace: {{ .Release.Namespace | quote }}',
  '  kube: {{ .Capabilities.KubeVersion.Version | quote }}',
  '  deployment: {{ .Capabilities.APIVersions.Has "apps/v1/Deployment" | quote }}',
  '  widget: {{ .Capabilities.APIVersions.Has "example.com/v1" | quote }}',
  '',
].join('\n');

const fromOnly =
  '{apiVersion: v1, kind: ConfigMap, metadata: {name: probe}, data: {from: {{ .Values.from | toJson }}}}\n';

test('a chart sees the release, the namespace and the cluster that it is rendered for', async (t) => {
  const root = await repository(t, chart({ 'probe.yaml': probe }));
  const result = await render(root, 'app');
  assert.deepEqual(codesOf(result), []);
  assert.equal(result.tool, 'helm');
  assert.deepEqual(dataOf(result), {
    from: 'chart',
    release: 'web',
    namespace: 'shop',
    kube: 'v1.36.1',
    deployment: 'true',
    widget: 'false',
  });
});

test('the source may name another release, namespace and cluster', async (t) => {
  const root = await repository(t, chart({ 'probe.yaml': probe }));
  const helm = {
    releaseName: 'other',
    namespace: 'elsewhere',
    kubeVersion: 'v1.35.2+k3s1',
    apiVersions: ['example.com/v1'],
  };
  const result = await render(root, 'app', { helm });
  assert.deepEqual(dataOf(result), {
    from: 'chart',
    release: 'other',
    namespace: 'elsewhere',
    kube: 'v1.35.2',
    deployment: 'false',
    widget: 'true',
  });
  assert.equal(result.manifests[0]?.metadata.namespace, 'shop');
});

test('parameters beat valuesObject, which beats value files, which beat the chart; values count only without valuesObject', async (t) => {
  const root = await repository(
    t,
    chart({ 'a.yaml': fromOnly }, { 'app/one.yaml': 'from: one', 'app/two.yaml': 'from: two' }),
  );
  const cases: [helm: HelmSource, from: unknown][] = [
    [{ valueFiles: ['one.yaml', 'two.yaml'] }, 'two'],
    [{ valueFiles: ['one.yaml'], values: 'from: inline' }, 'inline'],
    [{ values: 'from: inline', valuesObject: { from: 'object' } }, 'object'],
    [{ values: 'from: inline', valuesObject: { other: 1 } }, 'chart'],
    [{ valuesObject: { from: 'object' }, parameters: [{ name: 'from', value: 'parameter' }] }, 'parameter'],
    [{ parameters: [{ name: 'from', value: '1' }] }, 1],
    [{ parameters: [{ name: 'from', value: '1', forceString: true }] }, '1'],
    [{ parameters: [{ name: 'from', value: 'a,b' }] }, 'a,b'],
    [{ parameters: [{ name: 'from', value: '{a,b}' }] }, ['a', 'b']],
    [{ parameters: [{ name: 'from', value: '$ARGOCD_APP_NAME' }] }, 'web'],
    [{ fileParameters: [{ name: 'from', path: 'one.yaml' }] }, 'from: one'],
  ];
  for (const [helm, from] of cases) {
    assert.deepEqual(dataOf(await render(root, 'app', { helm })), { from }, JSON.stringify(helm));
  }
});

test('CRDs are included unless the source says otherwise, tests are told and not applied', async (t) => {
  const crd = '{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"a.b.c"}}';
  const hook = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"t","annotations":{"helm.sh/hook":"test"}}}';
  const root = await repository(t, chart({ 'a.yaml': configMap('a'), 'test.yaml': hook }, { 'app/crds/a.yaml': crd }));
  const kinds = async (helm: HelmSource) =>
    (await render(root, 'app', { helm })).manifests.map(({ kind }) => kind).sort();
  assert.deepEqual(await kinds({}), ['ConfigMap', 'CustomResourceDefinition']);
  assert.deepEqual(await kinds({ skipCrds: true }), ['ConfigMap']);
  assert.deepEqual(codesOf(await render(root, 'app')), ['skipped ignored-hook']);
  assert.deepEqual(codesOf(await render(root, 'app', { helm: { skipTests: true } })), []);
});

test('each manifest knows the template that made it', async (t) => {
  const sub = {
    'app/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
    'app/charts/sub/templates/b.yaml': configMap('b'),
  };
  const root = await repository(t, chart({ 'a.yaml': `---\n${configMap('a')}---\n${configMap('c')}` }, sub));
  const { manifests } = await render(root, 'app');
  const places = manifests.map((manifest) => [manifest.metadata.name, originOf(manifest)?.file.slice(root.length + 1)]);
  assert.deepEqual(places.sort(), [
    ['a', 'app/templates/a.yaml'],
    ['b', 'app/charts/sub/templates/b.yaml'],
    ['c', 'app/templates/a.yaml'],
  ]);
});

test('values that break the schema are an error in Helm’s words, unless validation is off', async (t) => {
  const schema = '{"properties":{"from":{"type":"integer"}}}';
  const root = await repository(t, chart({ 'a.yaml': configMap('a') }, { 'app/values.schema.json': schema }));
  const result = await render(root, 'app');
  assert.deepEqual([codesOf(result), result.manifests], [['error helm-failed'], []]);
  assert.match(result.findings[0]?.message ?? '', /from.*string.*integer/s);
  assert.deepEqual(codesOf(await render(root, 'app', { helm: { skipSchemaValidation: true } })), []);
});

test('a template that fails is told without a path of this machine', async (t) => {
  const root = await repository(t, chart({ 'a.yaml': '{{ fail "because" }}' }));
  const { findings } = await render(root, 'app');
  assert.deepEqual(
    findings.map(({ code, file, line }) => [code, file, line]),
    [['helm-failed', 'app/templates/a.yaml', 1]],
  );
  assert.match(findings[0]?.message ?? '', /a\.yaml.*because/);
  assert.ok(!findings[0]?.message.includes(root));
});

test('a template that makes something without a kind is an error that names the template', async (t) => {
  const root = await repository(t, chart({ 'a.yaml': configMap('a'), 'bad.yaml': 'replicas: 3\n' }));
  const { findings, manifests } = await render(root, 'app');
  assert.deepEqual(
    [findings.map(({ code, file }) => [code, file]), manifests],
    [[['missing-kind', 'app/templates/bad.yaml']], []],
  );
});

test('a dependency that would have to be fetched is named and not fetched', async (t) => {
  const needs = 'dependencies: [{name: redis, version: 1.0.0, repository: "https://charts.example.com"}]\n';
  const files = chart({ 'a.yaml': configMap('a') });
  const root = await repository(t, { ...files, 'app/Chart.yaml': `${files['app/Chart.yaml']}${needs}` });
  const { findings } = await render(root, 'app');
  assert.deepEqual(
    findings.map(({ code, file }) => [code, file]),
    [['missing-chart-dependency', 'app/Chart.yaml']],
  );
  assert.match(findings[0]?.message ?? '', /redis \(https:\/\/charts\.example\.com\)/);
});

test('a dependency in the same repository is built in a copy; the source stays as it is', async (t) => {
  const needs = 'dependencies: [{name: sub, version: 1.0.0, repository: "file://../sub"}]\n';
  const files = chart({ 'a.yaml': configMap('a') });
  const root = await repository(t, {
    ...files,
    'app/Chart.yaml': `${files['app/Chart.yaml']}${needs}`,
    'sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
    'sub/templates/b.yaml': configMap('b'),
  });
  const before = await readdir(root, { recursive: true });
  const result = await render(root, 'app');
  assert.deepEqual([codesOf(result), result.manifests.map(({ metadata }) => metadata.name).sort()], [[], ['a', 'b']]);
  assert.deepEqual(await readdir(root, { recursive: true }), before);
});

test('a value file that is missing or outside stops the rendering', async (t) => {
  const root = await repository(t, chart({ 'a.yaml': configMap('a') }));
  assert.deepEqual(codesOf(await render(root, 'app', { helm: { valueFiles: ['none.yaml'] } })), [
    'error missing-value-file',
  ]);
  assert.deepEqual(codesOf(await render(root, 'app', { helm: { valueFiles: ['../../etc/x'] } })), [
    'error out-of-bounds-path',
  ]);
});

test('two renderings give the same', async (t) => {
  const root = await repository(t, chart({ 'a.yaml': probe, 'b.yaml': fromOnly.replace('probe', 'b') }));
  assert.deepEqual(await render(root, 'app'), await render(root, 'app'));
});
