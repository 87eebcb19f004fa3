import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import { type ApplicationRequest, renderApplication } from '../src/index.ts';
import { codesOf, target } from './render.ts';
import { configMap, repository } from './repository.ts';

const here = 'https://github.com/org/repo.git';

const application = (spec: object, metadata: object = {}): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'web', namespace: 'argocd', ...metadata },
  ...{ spec: { destination: { namespace: 'shop' }, ...spec } },
});

const render = async (repoRoot: string, manifest: Manifest, more: Partial<ApplicationRequest> = {}) => {
  const result = await renderApplication(manifest, { ...target, repoRoot, repoURL: here, ...more });
  const names = result.manifests.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  return { tool: result.tool, names, codes: codesOf(result), result };
};

const chart = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  'chart/templates/a.yaml':
    '{apiVersion: v1, kind: ConfigMap, metadata: {name: "{{ .Release.Name }}-{{ .Values.from }}"}}',
  'values/prod.yaml': 'from: prod',
};

test('an Application with one source is rendered into its destination', async (t) => {
  const root = await repository(t, { 'app/a.yaml': configMap('a') });
  const { tool, names, codes } = await render(
    root,
    application({ source: { repoURL: 'git@github.com:org/repo', path: 'app' } }),
  );
  assert.deepEqual([tool, names, codes], ['directory', ['shop/a'], []]);
});

test('several sources are rendered together, with value files of a referenced source', async (t) => {
  const root = await repository(t, { ...chart, 'app/a.yaml': configMap('a') });
  const sources = [
    { repoURL: here, path: 'chart', helm: { valueFiles: ['$config/values/prod.yaml'] } },
    { repoURL: here, ref: 'config' },
    { repoURL: here, path: 'app' },
  ];
  const { names, codes } = await render(root, application({ sources }));
  assert.deepEqual([names, codes], [['shop/web-prod', 'shop/a'], []]);
});

test('sources elsewhere are named and the rest is rendered', async (t) => {
  const root = await repository(t, { 'app/a.yaml': configMap('a') });
  const sources = [
    { repoURL: 'https://charts.example.com', chart: 'redis', targetRevision: '1.0.0' },
    { repoURL: 'https://github.com/other/repo', path: 'app' },
    { repoURL: here, path: 'app' },
  ];
  const { names, codes, result } = await render(root, application({ sources }));
  assert.deepEqual([names, codes], [['shop/a'], ['skipped remote-source', 'skipped remote-source']]);
  assert.match(result.findings[0]?.message ?? '', /chart redis of https:\/\/charts\.example\.com/);
});

test('one object in two sources is reported, and the last source wins', async (t) => {
  const root = await repository(t, {
    'one/a.yaml': configMap('a', { from: 'one' }),
    'two/a.yaml': configMap('a', { from: 'two' }),
  });
  const sources = [
    { repoURL: here, path: 'one' },
    { repoURL: here, path: 'two' },
  ];
  const { result, codes } = await render(root, application({ sources }));
  assert.deepEqual(codes, ['error duplicate-identity']);
  assert.deepEqual(result.findings[0]?.file, 'one/a.yaml');
  assert.deepEqual(
    result.manifests.map((manifest) => 'data' in manifest && manifest.data),
    [{ from: 'two' }],
  );
});

test('one source that fails keeps the others from being deployed', async (t) => {
  const root = await repository(t, { 'app/a.yaml': configMap('a'), 'bad/a.json': '[' });
  const { names, codes } = await render(
    root,
    application({
      sources: [
        { repoURL: here, path: 'app' },
        { repoURL: here, path: 'bad' },
      ],
    }),
  );
  assert.deepEqual([names, codes], [[], ['error invalid-json']]);
});

test('variables tell name, project and revision', async (t) => {
  const root = await repository(t, chart);
  const parameters = [{ name: 'from', value: `$ARGOCD_APP_PROJECT_NAME-\${ARGOCD_APP_REVISION_SHORT}` }];
  const spec = { project: 'p', source: { repoURL: here, path: 'chart', helm: { parameters } } };
  assert.deepEqual((await render(root, application(spec), { revision: '0123456789' })).names, ['shop/web-p-0123456']);
});

test('an Application in another namespace has its own override file and the plain release name', async (t) => {
  const root = await repository(t, {
    ...chart,
    'chart/.argocd-source-team_web.yaml': 'helm: {parameters: [{name: from, value: team}]}',
    'chart/.argocd-source-web.yaml': 'helm: {parameters: [{name: from, value: argocd}]}',
  });
  const spec = { source: { repoURL: here, path: 'chart' } };
  assert.deepEqual((await render(root, application(spec))).names, ['shop/web-argocd']);
  assert.deepEqual((await render(root, application(spec, { namespace: 'team' }))).names, ['shop/web-team']);
});

test('what is no Application, or has no usable source, is a finding', async (t) => {
  const root = await repository(t, {});
  const cases: [manifest: Manifest, message: RegExp][] = [
    [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }, /not an Application/],
    [application({}), /spec\.source: it is missing/],
    [application({ sources: ['x'] }), /spec\.sources\[0\]/],
    [application({ source: { repoURL: here } }), /spec\.source: none of path, chart and ref/],
    [application({ source: { path: 'a', helm: { valueFiles: 'a' } } }), /spec\.source: helm\.valueFiles is not a list/],
  ];
  for (const [manifest, message] of cases) {
    const { result, codes } = await render(root, manifest);
    assert.deepEqual(codes, ['error invalid-application']);
    assert.match(result.findings[0]?.message ?? '', message);
  }
});

test('cancelling ends the tools', async (t) => {
  const root = await repository(t, chart);
  const source = { source: { repoURL: here, path: 'chart' } };
  await assert.rejects(render(root, application(source), { signal: AbortSignal.abort() }), {
    name: 'ExecError',
    code: 'KILLED',
  });
});

test('a missing tool is thrown, because it is no fault of the repository', async (t) => {
  const root = await repository(t, chart);
  const source = { source: { repoURL: here, path: 'chart' } };
  const env = { HELM_BIN: '/does/not/exist' };
  await assert.rejects(render(root, application(source), { env }), {
    name: 'ToolError',
    code: 'MISSING',
    tool: 'helm',
  });
});
