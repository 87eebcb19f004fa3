import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { builderName } from '../src/builder-name.ts';
import { builtInNode, UnknownKeywordError } from '../src/built-in-node.ts';
import { readGoEnums } from '../src/go-enums.ts';
import { DefinitionConflictError, readOpenapiDocuments } from '../src/openapi-documents.ts';
import { pathResources } from '../src/path-resources.ts';
import { schemaFileText } from '../src/schema-file.ts';
import { typeLocation } from '../src/type-location.ts';

const inDirectory = async (files: Readonly<Record<string, string>>, use: (directory: string) => Promise<void>) => {
  const directory = await mkdtemp(join(tmpdir(), 'schemas-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(directory, name, '..'), { recursive: true });
      await writeFile(join(directory, name), text);
    }
    await use(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
};

const documentWith = (definition: object): string =>
  JSON.stringify({ paths: {}, components: { schemas: { 'a.B': definition } } });

test('a reference in allOf becomes a plain one beside its default', () => {
  const raw = { allOf: [{ $ref: '#/components/schemas/a.B' }], default: {}, description: 'Words of others.' };
  assert.deepEqual(builtInNode('a.C', { type: 'object', properties: { b: raw } }), {
    type: 'object',
    properties: { b: { $ref: 'a.B', default: {} } },
  });
});

test('an object without fields takes any', () => {
  assert.deepEqual(builtInNode('a.B', { type: 'object' }), {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  });
});

test('a keyword that the conversion would lose is an error', () => {
  assert.throws(() => builtInNode('a.B', { anyOf: [] }), UnknownKeywordError);
});

test('documents of one version may differ in the kinds that they list, and in nothing else', async () => {
  const kinds = (kind: string) => ({ type: 'object', properties: {}, 'x-kubernetes-group-version-kind': [{ kind }] });
  await inDirectory({ 'a.json': documentWith(kinds('A')), 'b.json': documentWith(kinds('B')) }, async (directory) => {
    assert.deepEqual((await readOpenapiDocuments(directory)).definitions, {
      'a.B': { type: 'object', properties: {} },
    });
  });
  const other = { type: 'object', properties: { x: { type: 'string' } } };
  await inDirectory({ 'a.json': documentWith(kinds('A')), 'b.json': documentWith(other) }, async (directory) => {
    await assert.rejects(readOpenapiDocuments(directory), DefinitionConflictError);
  });
});

test('a resource is put together from all of its paths', () => {
  const gvk = { 'x-kubernetes-group-version-kind': { group: 'apps', version: 'v1', kind: 'Deployment' } };
  const responses = { 200: { schema: { $ref: '#/components/schemas/a.Deployment' } } };
  const list = { 200: { schema: { $ref: '#/components/schemas/a.DeploymentList' } } };
  const root = '/apis/apps/v1/namespaces/{namespace}/deployments';
  const paths = {
    '/apis/apps/v1/deployments': { get: { ...gvk, 'x-kubernetes-action': 'list', responses: list } },
    '/apis/apps/v1/watch/deployments': { get: { ...gvk, 'x-kubernetes-action': 'watchlist' } },
    [root]: { post: { ...gvk, 'x-kubernetes-action': 'post', responses } },
    [`${root}/{name}`]: { get: { ...gvk, 'x-kubernetes-action': 'get', responses } },
    [`${root}/{name}/scale`]: { get: { 'x-kubernetes-action': 'get' } },
    '/api/v1/namespaces/{name}': {
      get: {
        'x-kubernetes-group-version-kind': { group: '', version: 'v1', kind: 'Namespace' },
        'x-kubernetes-action': 'get',
        responses,
      },
    },
  };
  assert.deepEqual(pathResources({ paths, definitions: {} }), [
    {
      ...{ group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespaced: true },
      ...{ definition: 'a.Deployment', verbs: ['create', 'get', 'list'], subresources: ['scale'] },
    },
    {
      ...{ group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false },
      ...{ definition: 'a.Deployment', verbs: ['get'], subresources: [] },
    },
  ]);
});

test('enums are read from the Go sources that Kubernetes generates', async () => {
  const text = [
    'func schema_k8sio_api_core_v1_ServiceSpec(ref common.ReferenceCallback) common.OpenAPIDefinition {',
    '\t\t\t\t\t"type": {',
    '\t\t\t\t\t\tSchemaProps: spec.SchemaProps{',
    '\t\t\t\t\t\t\tEnum:        []interface{}{"ClusterIP", "NodePort"},',
    '\t\t\t\t\t"ipFamilies": {',
    '\t\t\t\t\t\t\t\t\t\tEnum:    []interface{}{"IPv4"},',
  ].join('\n');
  await inDirectory({ 'pkg/generated/openapi/zz_generated.openapi.go': text }, async (directory) => {
    assert.deepEqual(await readGoEnums(directory), [
      { definition: 'io.k8s.api.core.v1.ServiceSpec', field: 'type', values: ['ClusterIP', 'NodePort'] },
      { definition: 'io.k8s.api.core.v1.ServiceSpec', field: 'ipFamilies', values: ['IPv4'] },
    ]);
  });
});

test('data files hold one resource and one definition a line, sorted', () => {
  const text = schemaFileText({
    source: 's',
    omits: 'o',
    resources: [],
    definitions: { b: { type: 'string' }, B: { required: ['y', 'x'], properties: { y: {}, x: {} }, type: 'object' } },
  });
  assert.deepEqual(text.split('\n'), [
    ...['{', '"source": "s",', '"omits": "o",', '"resources": [', '', '],', '"definitions": {'],
    '"B": {"type":"object","required":["x","y"],"properties":{"x":{},"y":{}}},',
    ...['"b": {"type":"string"}', '}', '}', ''],
  ]);
  assert.ok(JSON.parse(text));
});

test('builders are called as their kinds, in lower camel case', () => {
  const names = [
    'ConfigMap',
    'IPAddressPool',
    'HTTPRoute',
    'APIService',
    'L2Advertisement',
    'CSIDriver',
    'Pod',
    'Class',
  ];
  assert.deepEqual(names.map(builderName), [
    ...[
      'configMap',
      'ipAddressPool',
      'httpRoute',
      'apiService',
      'l2Advertisement',
      'csiDriver',
      'pod',
      'classManifest',
    ],
  ]);
});

test('types live in the folder of their Go package or API group', () => {
  assert.deepEqual(typeLocation('io.k8s.api.rbac.v1.Role'), { module: 'rbac/v1', name: 'Role' });
  assert.deepEqual(typeLocation('io.k8s.apimachinery.pkg.api.resource.Quantity'), {
    module: 'meta/v1',
    name: 'Quantity',
  });
  assert.deepEqual(typeLocation('bitnami.com/v1alpha1.SealedSecret'), {
    module: 'sealed-secrets/v1alpha1',
    name: 'SealedSecret',
  });
});
