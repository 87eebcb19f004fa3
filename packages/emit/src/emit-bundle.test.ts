import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Manifest, readDocuments } from '@wildermesser/manifest';
import { configMap, namespace } from '@wildermesser/manifest/core/v1';
import { clusterRole } from '@wildermesser/manifest/rbac/v1';
import { bundle, type Component, component } from './component.ts';
import { type Emission, emitBundle } from './emit-bundle.ts';
import { parseIndex } from './project-index.ts';

const settings = {
  repository: 'https://git.example/platform.git',
  revision: 'refs/heads/main',
  cluster: 'https://kubernetes.default.svc',
  argocdNamespace: 'argocd',
  kubernetes: '1.36',
};
const clusterScoped = new Set(['Namespace', 'ClusterRole']);
const scopes = {
  isNamespaced: (group: string, kind: string) => (group === 'example.dev' ? undefined : !clusterScoped.has(kind)),
  isBuiltIn: (group: string) => group !== 'example.dev',
  isShared: () => false,
};

const emit = (...components: Component[]): Emission =>
  emitBundle({
    project: 'shop',
    bundle: bundle({ description: 'A shop', components }),
    components: components.map((declared) => ({ component: declared, manifests: declared.manifests(settings) })),
    templates: [],
    settings,
    scopes,
    source: 'packages/shop/bundle.ts',
    relative: (file) => file.replace(/^.*\//, ''),
  });

const web = (manifests: readonly Manifest[], more: Partial<Component> = {}): Component =>
  component({ name: 'web', namespace: 'web', manifests: () => manifests, ...more });

const settingsMap = (name: string, data?: Record<string, string>): Manifest =>
  configMap({ metadata: { name }, ...(data === undefined ? {} : { data }) });

const read = (emission: Emission, path: string): unknown =>
  readDocuments(emission.tree.get(path) ?? '', path).documents[0]?.value;

test('a component becomes a directory with one file an object, an Application, the AppProject and the index', () => {
  const { tree, findings } = emit(web([namespace({ metadata: { name: 'web' } }), settingsMap('a')]));
  assert.deepEqual(findings, []);
  assert.deepEqual([...tree.keys()].sort(), [
    'shop/argocd/application-shop-web.yaml',
    'shop/argocd/appproject-shop.yaml',
    'shop/index.json',
    'shop/web/configmap-a.yaml',
    'shop/web/namespace-web.yaml',
  ]);
});

test('a namespaced object takes the namespace of its component, a cluster-scoped or unknown one takes none', () => {
  const custom = { apiVersion: 'example.dev/v1', kind: 'Thing', metadata: { name: 'a' } };
  const emission = emit(web([settingsMap('a'), clusterRole({ metadata: { name: 'a' } }), custom]));
  const namespaces = emission.objects
    .filter(({ file }) => file.includes('/web/'))
    .map(({ kind, namespace: own }) => [kind, own]);
  assert.deepEqual(namespaces, [
    ['ConfigMap', 'web'],
    ['ClusterRole', ''],
    ['Thing', ''],
  ]);
});

test('the Application names the directory, the tool and the namespace, and syncs by itself', () => {
  const { metadata, spec } = read(
    emit(web([settingsMap('a')], { wave: 2 })),
    'shop/argocd/application-shop-web.yaml',
  ) as never;
  assert.deepEqual(
    { metadata, spec },
    {
      metadata: {
        name: 'shop-web',
        namespace: 'argocd',
        annotations: {
          'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
          'argocd.argoproj.io/manifest-generate-paths': '.',
          'argocd.argoproj.io/sync-wave': '2',
        },
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      },
      spec: {
        project: 'shop',
        source: {
          repoURL: settings.repository,
          targetRevision: settings.revision,
          path: 'generated/shop/web',
          directory: { include: '*.yaml' },
        },
        destination: { server: settings.cluster, namespace: 'web' },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m0s' } },
          syncOptions: ['FailOnSharedResource=true', 'PruneLast=true', 'ServerSideApply=true'],
        },
      },
    },
  );
});

test('a custom resource whose definition comes from elsewhere does not stop the dry run of a sync', () => {
  const thing = { apiVersion: 'example.dev/v1', kind: 'Thing', metadata: { name: 'a' } };
  const options = (manifests: Manifest[]): string =>
    emit(web(manifests)).tree.get('shop/argocd/application-shop-web.yaml') ?? '';
  assert.match(options([thing]), /SkipDryRunOnMissingResource=true/);
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.dev' },
    spec: { group: 'example.dev', names: { kind: 'Thing' } },
  };
  assert.doesNotMatch(options([definition, thing]), /SkipDryRunOnMissingResource/);
});

test('the AppProject admits exactly the kinds, names and namespaces that are emitted', () => {
  const emission = emit(
    web([namespace({ metadata: { name: 'web' } }), settingsMap('a')]),
    component({ name: 'jobs', namespace: 'jobs', manifests: () => [settingsMap('b')] }),
  );
  const { spec } = read(emission, 'shop/argocd/appproject-shop.yaml') as { spec: unknown };
  assert.deepEqual(spec, {
    description: 'A shop',
    sourceRepos: [settings.repository],
    destinations: ['jobs', 'web'].map((own) => ({ server: settings.cluster, namespace: own })),
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'web' }],
    namespaceResourceWhitelist: [{ group: '', kind: 'ConfigMap' }],
  });
});

test('a renamed component keeps the Application that it had, so that Argo CD deletes nothing', () => {
  const { tree } = emit(
    component({ name: 'site', namespace: 'web', renamedFrom: 'web', manifests: () => [settingsMap('a')] }),
  );
  assert.match(tree.get('shop/argocd/application-shop-web.yaml') ?? '', /path: generated\/shop\/site\n/);
});

test('the index names every file and the source of every object', () => {
  const emission = emit(web([settingsMap('a')]));
  const index = parseIndex(emission.tree.get('shop/index.json') ?? '');
  assert.deepEqual(
    Object.keys(index?.files ?? {}),
    [...emission.tree.keys()].filter((path) => path !== 'shop/index.json').sort(),
  );
  assert.match(index?.objects.find(({ name }) => name === 'a')?.source ?? '', /^emit-bundle\.test\.ts:\d+$/);
});

const codes = (emission: Emission): string[] => emission.findings.map(({ code }) => code);

test('two objects that would share a file are refused, and both are named', () => {
  const { findings } = emit(web([settingsMap('a', { x: '1' }), settingsMap('a', { x: '2' })]));
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['path-collision'],
  );
  assert.match(findings[0]?.message ?? '', /also by ConfigMap a of emit-bundle\.test\.ts:\d+/);
});

test('a value that is no data is refused with the path of the field', () => {
  const { findings } = emit(web([settingsMap('a', { x: (() => 'late') as never })]));
  assert.deepEqual([findings[0]?.code, findings[0]?.field], ['not-data', 'data.x']);
});

for (const [situation, name, code] of [
  ['in upper case', 'Web', 'component-name'],
  ['with a slash', 'a/b', 'component-name'],
  ['with dots that lead out', '..', 'component-name'],
  ['of the Applications', 'argocd', 'component-name'],
] as const)
  test(`a component with a name ${situation} is refused`, () =>
    assert.ok(codes(emit(web([settingsMap('a')], { name }))).includes(code)));

test('a bundle without components and a component without manifests are refused', () => {
  assert.deepEqual(codes(emit()), ['empty']);
  assert.deepEqual(codes(emit(web([]))), ['empty']);
});

test('two components of one name are refused', () =>
  assert.ok(codes(emit(web([settingsMap('a')]), web([settingsMap('b')]))).includes('component-name')));
