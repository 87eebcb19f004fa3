import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalog } from './catalog.ts';
import { kubernetesVersions, parseKubernetesVersion } from './kubernetes-version.ts';
import { byVersionPriority } from './version-priority.ts';

const crd = (scope: string, field: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'mysqls.otus.homework' },
  spec: {
    group: 'otus.homework',
    scope,
    names: { kind: 'MySQL', plural: 'mysqls' },
    versions: [
      { name: 'v1alpha1', served: false, storage: false, schema: { openAPIV3Schema: { type: 'object' } } },
      { name: 'v1beta1', served: true, storage: false, schema: { openAPIV3Schema: { type: 'object' } } },
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: [field, 'size'],
                properties: { [field]: { type: 'string' }, size: { type: 'string', default: '1Gi' } },
              },
              status: { type: 'object', properties: { phase: { type: 'string' } } },
            },
          },
        },
      },
    ],
  },
});

for (const version of kubernetesVersions) {
  test(`every definition that Kubernetes ${version} or a custom resource refers to is there`, async () => {
    const catalog = await loadCatalog(version);
    const seen = new Set<string>();
    const follow = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, child] of Object.entries(value)) {
        if (key === '$ref' && typeof child === 'string') visit(child);
        else follow(child);
      }
    };
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const definition = catalog.definition(name);
      assert.ok(definition, name);
      follow(definition);
    };
    for (const { definition } of catalog.resources) visit(definition);
    assert.ok(seen.size > 400);
  });

  test(`every object of Kubernetes ${version} has metadata of one shape`, async () => {
    const catalog = await loadCatalog(version);
    for (const { definition } of catalog.resources) {
      const metadata = catalog.definition(definition)?.properties?.metadata;
      assert.equal(metadata?.$ref, 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta', definition);
    }
  });
}

test('a Deployment is served at apps/v1 only, in a namespace, with a scale', async () => {
  const catalog = await loadCatalog();
  const resource = catalog.resourceOf('apps/v1', 'Deployment');
  assert.equal(resource?.plural, 'deployments');
  assert.deepEqual(resource?.subresources, ['scale', 'status']);
  assert.ok(resource?.verbs.includes('deletecollection'));
  assert.equal(catalog.resourceOf('apps/v1beta1', 'Deployment'), undefined);
  assert.deepEqual(catalog.resourcesOfGroupKind('apps', 'Deployment'), [resource]);
  assert.ok(catalog.schemaOf('apps/v1', 'Deployment')?.required?.includes('spec'));
});

test('the scope of a kind is known for its group, and unknown kinds have none', async () => {
  const catalog = await loadCatalog();
  assert.equal(catalog.isNamespaced('', 'Namespace'), false);
  assert.equal(catalog.isNamespaced('', 'Pod'), true);
  assert.equal(catalog.isNamespaced('rbac.authorization.k8s.io', 'ClusterRole'), false);
  assert.equal(catalog.isNamespaced('cert-manager.io', 'ClusterIssuer'), false);
  assert.equal(catalog.isNamespaced('metallb.io', 'IPAddressPool'), true);
  assert.equal(catalog.isNamespaced('gateway.networking.k8s.io', 'GatewayClass'), false);
  assert.equal(catalog.isNamespaced('apps', 'ClusterRole'), undefined);
  assert.equal(catalog.isBuiltInGroup(''), true);
  assert.equal(catalog.isBuiltInGroup('gateway.networking.k8s.io'), false);
});

test('a CustomResourceDefinition in the tree makes its kind known at the versions that it serves', async () => {
  const catalog = (await loadCatalog()).withResources([crd('Namespaced', 'image')]);
  assert.equal(catalog.isNamespaced('otus.homework', 'MySQL'), true);
  assert.deepEqual(
    catalog.resourcesOfGroupKind('otus.homework', 'MySQL').map(({ version }) => version),
    ['v1', 'v1beta1'],
  );
  const schema = catalog.schemaOf('otus.homework/v1', 'MySQL');
  assert.deepEqual(schema?.properties?.spec?.required, ['image']);
  assert.deepEqual(schema?.properties?.status, {});
  assert.deepEqual(catalog.resourceOf('otus.homework/v1', 'MySQL')?.subresources, ['status']);
});

test('a CustomResourceDefinition replaces the one the catalog knew, and the catalog itself stays as it was', async () => {
  const base = await loadCatalog();
  const first = base.withResources([crd('Namespaced', 'image')]);
  const second = first.withResources([crd('Cluster', 'version')]);
  assert.equal(second.isNamespaced('otus.homework', 'MySQL'), false);
  assert.deepEqual(second.schemaOf('otus.homework/v1', 'MySQL')?.properties?.spec?.required, ['version']);
  assert.equal(first.isNamespaced('otus.homework', 'MySQL'), true);
  assert.equal(base.isNamespaced('otus.homework', 'MySQL'), undefined);
});

test('manifests that define nothing leave the catalog as it is', async () => {
  const catalog = await loadCatalog();
  const broken = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec: null };
  assert.equal(catalog.withResources([{ kind: 'Pod' }, null, broken, []]), catalog);
});

test('the catalog of a version is read once', async () => {
  assert.equal(await loadCatalog('1.36'), await loadCatalog());
});

test('API versions are ordered as the API server prefers them', () => {
  const versions = ['v1alpha1', 'v1', 'v2beta1', 'foo', 'v2', 'v1beta2', 'v10', 'v1beta1'];
  assert.deepEqual(versions.sort(byVersionPriority), [
    'v10',
    'v2',
    'v1',
    'v2beta1',
    'v1beta2',
    'v1beta1',
    'v1alpha1',
    'foo',
  ]);
});

test('a Kubernetes version is named with or without its patch', () => {
  assert.equal(parseKubernetesVersion('v1.36.3'), '1.36');
  assert.equal(parseKubernetesVersion('1.37'), '1.37');
  assert.equal(parseKubernetesVersion('v1.36.0-rc.1'), '1.36');
  assert.equal(parseKubernetesVersion('1.20'), undefined);
  assert.equal(parseKubernetesVersion('latest'), undefined);
});
