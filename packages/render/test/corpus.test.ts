import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type ApplicationSource, applyOrder, type Rendered, renderDirectory } from '../src/index.ts';
import { codesOf, dataOf, render, target } from './render.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));
const examples = join(corpus, 'argocd-example-apps');
const repoServer = join(corpus, 'argo-cd/reposerver-testdata');
const endToEnd = join(corpus, 'argo-cd/e2e-testdata');

const skipped = (t: TestContext): boolean => {
  if (existsSync(corpus)) return false;
  t.skip('corpus: the folder with published manifests is not next to the checkout');
  return true;
};

/** Tool, number of manifests, and what keeps the rest from being deployed. */
type Expected = readonly [tool: string, manifests: number, ...codes: string[]];

const resultOf = (result: Rendered): Expected => [result.tool ?? 'none', result.manifests.length, ...codesOf(result)];

const compare = async (root: string, expected: Readonly<Record<string, Expected>>): Promise<void> => {
  const paths = Object.keys(expected);
  const results = await Promise.all(paths.map((path) => render(root, path)));
  assert.deepEqual(
    Object.fromEntries(paths.map((path, index) => [path, resultOf(results[index] as Rendered)])),
    expected,
  );
};

const directoriesOf = async (root: string): Promise<readonly string[]> =>
  (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);

const exampleApps: Readonly<Record<string, Expected>> = {
  apps: ['helm', 14],
  'blue-green': ['helm', 3],
  guestbook: ['directory', 2],
  // Argo CD would fetch the chart; the repository that it names is gone.
  'helm-dependency': ['helm', 0, 'error missing-chart-dependency'],
  'helm-guestbook': ['helm', 2],
  'helm-hooks': ['directory', 5],
  'jsonnet-guestbook': ['directory', 2],
  'jsonnet-guestbook-tla': ['directory', 2],
  'kustomize-guestbook': ['kustomize', 2],
  plugins: ['directory', 0],
  // Made for plug-ins: without one the program lacks its library, and the overlay the output of Helm.
  'plugins/kasane': ['directory', 0, 'error jsonnet-failed'],
  'plugins/kustomized-helm': ['kustomize', 0, 'error kustomize-failed'],
  'plugins/nix': ['directory', 0],
  'pre-post-sync': ['kustomize', 4],
  'sock-shop': ['kustomize', 29],
  'sync-waves': ['directory', 7],
};

test('every published example application renders, or is refused for Argo CD’s reason', async (t) => {
  if (skipped(t)) return;
  const listed = Object.keys(exampleApps).filter((path) => !path.includes('/'));
  assert.deepEqual([...(await directoriesOf(examples))].sort(), listed.sort());
  await compare(examples, exampleApps);
});

test('the cases of Argo CD’s repository server come out as there', async (t) => {
  if (skipped(t)) return;
  await compare(repoServer, {
    Kustomization: ['kustomize', 0, 'error kustomize-failed'],
    kustomization_yaml: ['kustomize', 0, 'error kustomize-failed'],
    kustomization_yml: ['kustomize', 0, 'error kustomize-failed'],
    'invalid-kustomize': ['kustomize', 0, 'error kustomize-failed'],
    'invalid-helm': ['helm', 0, 'error helm-failed'],
    concatenated: ['directory', 3],
    'empty-list': ['directory', 1],
    'null-list': ['directory', 1],
    // Its list has null items and a spec, so that it is an object; it has no name and the API server refuses it.
    'weird-list': ['directory', 1, 'error not-a-manifest'],
    'nil-metadata-accessors': ['directory', 1],
    'utf-16': ['directory', 2],
    'invalid-manifests': ['directory', 0, 'error yaml-syntax'],
    'invalid-manifests-skipped': ['directory', 0],
    'invalid-metadata': ['directory', 0, 'error not-a-manifest', 'error not-a-manifest'],
    'partially-valid-yaml': ['directory', 0, 'error missing-kind'],
    'invalid-json': ['directory', 0, 'error invalid-json'],
    'json-list': ['directory', 0, 'error invalid-json'],
    'my-chart': ['helm', 1],
    'my-chart-2': ['helm', 1],
    'simple-chart': ['helm', 1],
    'helm-with-local-dependency': ['helm', 1],
    'helm-with-dependencies': ['helm', 0, 'error missing-chart-dependency'],
    'helm-with-dependencies-alias': ['helm', 0, 'error missing-chart-dependency'],
    'oci-dependencies': ['helm', 0, 'error missing-chart-dependency'],
    // Its schema refers to a host that does not exist.
    'broken-schema-verification': ['helm', 0, 'error needs-network'],
    'git-files-dirs': ['directory', 0, 'warning ignored-file'],
  });
});

test('the directories of Argo CD’s end-to-end tests come out as there', async (t) => {
  if (skipped(t)) return;
  await compare(endToEnd, {
    '.hidden-helm': ['helm', 1],
    guestbook: ['kustomize', 2],
    'guestbook-with-namespace': ['kustomize', 4],
    'guestbook-with-plain-namespace-manifest': ['directory', 3],
    'crd-creation': ['kustomize', 5],
    helm: ['helm', 1],
    'helm-crd': ['helm', 2],
    'helm3-crd': ['helm', 2],
    'helm-guestbook': ['helm', 2],
    'helm-with-multiple-dependencies': ['helm', 0, 'error missing-chart-dependency'],
    'invalid-kustomize': ['kustomize', 0, 'error kustomize-failed'],
    'kustomize-with-version-override': ['kustomize', 0, 'error unknown-kustomize-version'],
    'kustomize-kube-version': ['kustomize', 0, 'error kustomize-failed'],
    'https-kustomize-base/remote': ['kustomize', 0, 'error remote-base'],
    'ssh-kustomize-base/remote': ['kustomize', 0, 'error remote-base'],
    'cluster-role-hook': ['directory', 2, 'warning namespace-on-cluster-scoped'],
    // Three objects of a cluster-scoped kind differ only in the namespace that Argo CD takes off two of them.
    'duplicated-resources': [
      'directory',
      6,
      ...Array.from({ length: 2 }, () => 'warning namespace-on-cluster-scoped'),
      ...Array.from({ length: 2 }, () => 'error duplicate-identity'),
    ],
    'jsonnet-ext-var': ['directory', 0, 'error jsonnet-failed'],
    'jsonnet-tla': ['directory', 2],
    'multiple-source-values': ['directory', 1, 'warning ignored-file'],
    'pre-delete-hook': ['directory', 2],
    'multi-namespace-hook': ['directory', 4],
    'declarative-apps': ['directory', 0, 'error yaml-key', 'error yaml-key'],
  });
});

test('settings of the source work on the published directories as their tests say', async (t) => {
  if (skipped(t)) return;
  const variables = (names: readonly string[]) => [
    { name: `${names[0]}String`, value: 'text' },
    { name: `${names[0]}Code`, value: '"code"', code: true },
  ];
  const jsonnet = { tlas: variables(['tla']), extVars: variables(['extVar']), libs: ['jsonnet/vendor'] };
  const cases: [root: string, path: string, source: ApplicationSource, expected: Expected][] = [
    [repoServer, 'jsonnet', { directory: { jsonnet } }, ['directory', 2]],
    [
      repoServer,
      'jsonnet',
      { directory: { jsonnet: { ...jsonnet, libs: ['../jsonnet'] } } },
      ['directory', 0, 'error out-of-bounds-path'],
    ],
    [repoServer, 'app-include-exclude', {}, ['directory', 1]],
    [repoServer, 'app-include-exclude', { directory: { recurse: true } }, ['directory', 2]],
    [
      repoServer,
      'app-include-exclude',
      { directory: { recurse: true, exclude: 'subdir/deploymentSub.yaml' } },
      ['directory', 1],
    ],
    [repoServer, 'app-include-exclude', { directory: { recurse: true, include: '**/*.yaml' } }, ['directory', 1]],
    [repoServer, 'app-include-exclude', { directory: { recurse: true, include: '*.yaml' } }, ['directory', 2]],
    [
      repoServer,
      'app-include-exclude',
      { directory: { recurse: true, include: '*.yaml', exclude: '*.yaml' } },
      ['directory', 0],
    ],
    [endToEnd, 'hydrator-directory', { directory: { recurse: true } }, ['directory', 2]],
    [endToEnd, 'jsonnet-nested-dir-with-imports/apps', { directory: { recurse: true } }, ['directory', 2]],
    [endToEnd, 'helm3-crd', { helm: { skipCrds: true } }, ['helm', 1]],
    [endToEnd, 'guestbook', { directory: { exclude: 'kustomization.yaml' } }, ['directory', 2]],
    [
      endToEnd,
      'guestbook',
      { kustomize: { namePrefix: 'a' }, helm: { releaseName: 'a' } },
      ['none', 0, 'error multiple-source-types'],
    ],
  ];
  for (const [root, path, source, expected] of cases) {
    assert.deepEqual(resultOf(await render(root, path, source)), expected, `${path} ${JSON.stringify(source)}`);
  }
});

test('override files next to the manifests set the image that their tests expect', async (t) => {
  if (skipped(t)) return;
  const root = join(repoServer, 'app-parameters');
  const image = async (path: string, name: string): Promise<string | undefined> => {
    const result = await renderDirectory({ ...target, repoRoot: root, path, release: { name, namespace: 'shop' } });
    const found = /argocd-e2e-container:([0-9.]+)/.exec(JSON.stringify(result.manifests))?.[1];
    return found ?? codesOf(result).join();
  };
  assert.equal(await image('single-global', 'testapp'), '0.2');
  assert.equal(await image('single-global-helm', 'testapp'), '0.2');
  assert.equal(await image('single-app-only', 'testapp'), '0.3');
  assert.equal(await image('single-app-only', 'other'), '0.1');
  assert.equal(await image('multi', 'testapp'), '0.3');
  assert.equal(await image('multi', 'other'), '0.2');
  assert.match(await image('multi', 'broken').then(String), /error/);
});

test('charts see the release, the version and the value files that their tests expect', async (t) => {
  if (skipped(t)) return;
  const data = async (path: string, source: ApplicationSource = {}): Promise<unknown> =>
    dataOf(await render(endToEnd, path, source));
  assert.deepEqual(await data('helm-kube-version'), { kubeVersion: 'v1.36.1' });
  assert.deepEqual(await data('helm-kube-version', { helm: { kubeVersion: '1.30.11' } }), { kubeVersion: 'v1.30.11' });
  assert.deepEqual(await data('helm-glob-values', { helm: { valueFiles: ['envs/*.yaml'] } }), { foo: 'b-value' });
  assert.deepEqual(await data('helm-glob-values', { helm: { valueFiles: ['envs/**/*.yaml'] } }), { foo: 'c-value' });
  assert.deepEqual(await data('helm-glob-values', { helm: { valueFiles: ['envs/*.yaml', 'envs/a.yaml'] } }), {
    foo: 'a-value',
  });
  assert.deepEqual(await data('jsonnet-tla-cm', { directory: { jsonnet: { tlas: [{ name: 'foo', value: 'a' }] } } }), {
    foo: 'a',
    bar: 'bar',
  });
  const { manifests } = await render(endToEnd, 'helm-namespace', { helm: { namespace: 'elsewhere' } });
  assert.deepEqual(
    manifests.map(({ metadata }) => metadata.namespace),
    ['elsewhere'],
  );
});

test('the published waves and hooks are applied in their order', async (t) => {
  if (skipped(t)) return;
  const order = async (root: string, path: string): Promise<readonly string[]> =>
    applyOrder((await render(root, path)).manifests).map(
      ({ manifest, phase, wave }) =>
        `${phase} ${wave} ${manifest.kind} ${manifest.metadata.name ?? manifest.metadata.generateName}`,
    );
  assert.deepEqual(await order(examples, 'sync-waves'), [
    'PreSync 0 Job upgrade-sql-schema',
    'Sync 0 Service backend',
    'Sync 0 ReplicaSet backend',
    'Sync 1 Job maint-page-up',
    'Sync 2 Service frontend',
    'Sync 2 ReplicaSet frontend',
    'Sync 3 Job maint-page-down',
  ]);
  assert.deepEqual(await order(examples, 'helm-hooks'), [
    'PreSync -2 Job upgrade-sql-schema',
    'PreSync -1 Job maint-page-up',
    'Sync 0 ReplicaSet frontend',
    'Sync 2 Service frontend',
    'PostSync 0 Job maint-page-down',
  ]);
  assert.deepEqual(await order(endToEnd, 'pre-delete-hook'), ['Sync 0 ConfigMap guestbook-ui']);
  assert.deepEqual(await order(endToEnd, 'sync-waves'), ['Sync 1 ConfigMap cm-1', 'Sync 2 ConfigMap cm-2']);
});

test('rendering writes nothing into the repository', async (t) => {
  if (skipped(t)) return;
  const root = await realpath(await mkdtemp(join(tmpdir(), 'corpus-')));
  t.after(() => rm(root, { recursive: true }));
  await cp(examples, root, { recursive: true });
  const before = await readdir(root, { recursive: true });
  await Promise.all(Object.keys(exampleApps).map((path) => render(root, path)));
  await render(root, 'kustomize-guestbook', { kustomize: { namePrefix: 'x-' } });
  assert.deepEqual(await readdir(root, { recursive: true }), before);
});
