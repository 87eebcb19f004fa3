import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import type { KustomizeSource } from '../src/index.ts';
import { codesOf, render } from './render.ts';
import { configMap, type Files, repository } from './repository.ts';

const deployment = JSON.stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1' }] } },
  },
});

const overlay = (kustomization: string, more: Files = {}): Files => ({
  'base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  'base/deployment.yaml': deployment,
  'app/kustomization.yaml': kustomization,
  ...more,
});

interface Deployment extends Manifest {
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: Record<string, string> };
    readonly template: {
      readonly metadata: { readonly labels: Record<string, string> };
      readonly spec: { readonly containers: readonly { readonly image: string }[] };
    };
  };
}

const build = async (root: string, kustomize: KustomizeSource): Promise<Deployment> => {
  const result = await render(root, 'app', { kustomize });
  assert.deepEqual(codesOf(result), []);
  assert.equal(result.tool, 'kustomize');
  const found = result.manifests.find(({ kind }) => kind === 'Deployment');
  assert.ok(found);
  return found as Deployment;
};

test('an overlay is built on its base', async (t) => {
  const root = await repository(t, overlay('namePrefix: dev-\nresources: [../base]\n'));
  const { manifests, tool } = await render(root, 'app');
  assert.deepEqual(
    [tool, manifests.map(({ metadata }) => [metadata.name, metadata.namespace])],
    ['kustomize', [['dev-web', 'shop']]],
  );
});

test('settings of the Application change what the kustomization says, and leave its file alone', async (t) => {
  const text = 'namePrefix: dev-\nresources: [../base]\nimages: [{name: nginx, newName: my/nginx, newTag: "2"}]\n';
  const root = await repository(t, overlay(text));
  const cases: [kustomize: KustomizeSource, read: (found: Deployment) => unknown, expected: unknown][] = [
    [{ namePrefix: 'prod-' }, ({ metadata }) => metadata.name, 'prod-web'],
    [{ nameSuffix: '-x' }, ({ metadata }) => metadata.name, 'dev-web-x'],
    [{ namespace: 'other' }, ({ metadata }) => metadata.namespace, 'other'],
    [{ images: ['nginx:3'] }, ({ spec }) => spec.template.spec.containers[0]?.image, 'nginx:3'],
    [{ images: ['nginx=*:3'] }, ({ spec }) => spec.template.spec.containers[0]?.image, 'my/nginx:3'],
    [{ images: ['nginx=a/b:$ARGOCD_APP_NAME'] }, ({ spec }) => spec.template.spec.containers[0]?.image, 'a/b:web'],
    [{ replicas: [{ name: 'web', count: 4 }] }, ({ spec }) => spec.replicas, 4],
    [{ replicas: [{ name: 'web', count: '5' }] }, ({ spec }) => spec.replicas, 5],
    [{ commonLabels: { team: 'a' } }, ({ spec }) => spec.selector.matchLabels, { app: 'web', team: 'a' }],
    [
      { commonLabels: { team: 'a' }, labelWithoutSelector: true },
      ({ spec }) => spec.selector.matchLabels,
      { app: 'web' },
    ],
    [
      { commonLabels: { team: 'a' }, labelWithoutSelector: true, labelIncludeTemplates: true },
      ({ spec }) => [spec.selector.matchLabels, spec.template.metadata.labels],
      [{ app: 'web' }, { app: 'web', team: 'a' }],
    ],
    [
      { commonAnnotations: { a: '$ARGOCD_APP_NAME' } },
      ({ metadata }) => metadata.annotations,
      { a: '$ARGOCD_APP_NAME' },
    ],
    [
      { commonAnnotations: { a: '$ARGOCD_APP_NAME' }, commonAnnotationsEnvsubst: true },
      ({ metadata }) => metadata.annotations,
      { a: 'web' },
    ],
    [
      { patches: [{ target: { kind: 'Deployment' }, patch: '[{"op":"replace","path":"/spec/replicas","value":7}]' }] },
      ({ spec }) => spec.replicas,
      7,
    ],
  ];
  for (const [kustomize, read, expected] of cases) {
    assert.deepEqual(read(await build(root, kustomize)), expected, JSON.stringify(kustomize));
  }
  assert.equal(await readFile(join(root, 'app/kustomization.yaml'), 'utf8'), text);
});

test('components of the Application are added; missing ones are an error unless they may be missing', async (t) => {
  const component =
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nreplicas: [{name: web, count: 9}]\n';
  const root = await repository(t, overlay('resources: [../base]\n', { 'parts/nine/kustomization.yaml': component }));
  assert.equal((await build(root, { components: ['../parts/nine'] })).spec.replicas, 9);
  const missing = ['../parts/nine', '../parts/none'];
  assert.equal((await build(root, { components: missing, ignoreMissingComponents: true })).spec.replicas, 9);
  assert.deepEqual(codesOf(await render(root, 'app', { kustomize: { components: missing } })), [
    'error kustomize-failed',
  ]);
});

test('a label that is there already is refused unless it is forced, as kustomize edit does', async (t) => {
  const root = await repository(t, overlay('resources: [../base]\ncommonLabels: {team: a}\n'));
  const { findings } = await render(root, 'app', { kustomize: { commonLabels: { team: 'b' } } });
  assert.deepEqual(
    findings.map(({ file, message }) => [file, message]),
    [['app/kustomization.yaml', 'label team already in kustomization file']],
  );
  const forced = await build(root, { commonLabels: { team: 'b' }, forceCommonLabels: true });
  assert.equal(forced.metadata.labels?.team, 'b');
});

test('an image override that is none is refused', async (t) => {
  const root = await repository(t, overlay('resources: [../base]\n'));
  assert.deepEqual(codesOf(await render(root, 'app', { kustomize: { images: ['nginx'] } })), [
    'error kustomize-failed',
  ]);
});

test('a remote base is named and not fetched', async (t) => {
  const root = await repository(t, overlay('resources: ["https://github.com/org/repo//base?ref=v1"]\n'));
  const { findings, manifests } = await render(root, 'app');
  assert.deepEqual(
    findings.map(({ code, file }) => [code, file]),
    [['remote-base', 'app/kustomization.yaml']],
  );
  assert.match(findings[0]?.message ?? '', /https:\/\/github\.com\/org\/repo/);
  assert.deepEqual(manifests, []);
});

test('a patch by URL is not fetched, and the finding says so', async (t) => {
  const root = await repository(t, overlay('resources: [../base]\npatches: [{path: "https://example.com/p.yaml"}]\n'));
  assert.deepEqual(codesOf(await render(root, 'app')), ['error needs-network']);
});

test('files outside of the kustomization’s directory are refused by the load restrictor', async (t) => {
  const root = await repository(t, overlay('resources: [../base/deployment.yaml]\n'));
  const { findings } = await render(root, 'app');
  assert.equal(findings[0]?.code, 'kustomize-failed');
  assert.match(findings[0]?.message ?? '', /security; file .* is not in or below/);
  assert.ok(!findings[0]?.message.includes(root), findings[0]?.message);
});

test('what fails in an edited copy is told with the paths of the source', async (t) => {
  const root = await repository(t, overlay('resources: [../base, none.yaml]\n'));
  const { findings } = await render(root, 'app', { kustomize: { namePrefix: 'x-' } });
  assert.match(findings[0]?.message ?? '', /none\.yaml/);
  assert.doesNotMatch(findings[0]?.message ?? '', /\/tmp|wildermesser-|repository\//);
});

test('a chart that the kustomization inflates needs an option that Argo CD does not give by default', async (t) => {
  const root = await repository(t, overlay('helmCharts: [{name: a}]\nhelmGlobals: {chartHome: .}\n'));
  assert.match((await render(root, 'app')).findings[0]?.message ?? '', /must specify --enable-helm/);
});

test('a generator never sees the environment of this machine', async (t) => {
  const root = await repository(t, {
    'app/kustomization.yaml': 'configMapGenerator: [{name: a, envs: [env], options: {disableNameSuffixHash: true}}]\n',
    'app/env': 'USER\nHOME\nset=1\n',
  });
  const [found] = (await render(root, 'app')).manifests;
  assert.deepEqual(found !== undefined && 'data' in found ? found.data : undefined, {
    USER: '',
    HOME: '',
    set: '1',
  });
});

test('a directory next to a chart is Kustomize, and says so', async (t) => {
  const root = await repository(t, {
    'app/Chart.yaml': 'name: a',
    'app/kustomization.yaml': 'resources: [a.yaml]',
    'app/a.yaml': configMap('a'),
  });
  assert.equal((await render(root, 'app')).tool, 'kustomize');
});
