import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalog, type Manifest, readDocuments, writeYaml } from '@wildermesser/manifest';
import { applyNative } from './apply-native.ts';
import { emitKustomize, type Overlay } from './emit-kustomize.ts';
import type { NativeFields } from './native-fields.ts';
import { buildKustomizations } from './test/build-kustomizations.ts';
import { webShop } from './test/web-shop.ts';

const catalog = await loadCatalog();

const emit = (base: readonly Manifest[], overlays: readonly Overlay[]) =>
  emitKustomize({ base, overlays, namespace: 'shop', catalog, isShared: (kind) => kind === 'Service' });

const texts = (manifests: readonly Manifest[]): readonly string[] =>
  manifests.map((manifest) => writeYaml(manifest)).sort();

/** Object by object, what a build of the overlay holds against what the environment does; answers the patches. */
const assertLaw = async (
  base: readonly object[],
  wanted: readonly object[],
  native?: NativeFields,
): Promise<Map<string, string>> => {
  const manifests = wanted as readonly Manifest[];
  const overlay = { name: 'env', manifests, ...(native === undefined ? {} : { native }) };
  const { tree, findings } = emit(base as readonly Manifest[], [overlay]);
  assert.deepEqual(findings, []);
  const built = await buildKustomizations(tree, ['overlays/env']);
  assert.deepEqual(texts(built), texts(applyNative(manifests, native ?? {})));
  const patches = [...tree].filter(([path]) => path.startsWith('overlays/env/patches/'));
  return new Map(patches.map(([path, text]) => [path.slice('overlays/env/patches/'.length), text]));
};

const configMap = (name: string, data?: object, metadata: object = {}) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata } },
  ...(data === undefined ? {} : { data }),
});
const widget = (spec: unknown, metadata: object = {}) => ({
  ...{ apiVersion: 'example.io/v1', kind: 'Widget', metadata: { name: 'w', ...metadata }, spec },
});
/** So many that writing all of them again is longer than the change. */
const others = { b: 1, c: 1, d: 1, e: 1 };
const pod = (spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec });

test('an environment is written as what it adds, leaves out and changes', async () => {
  const patches = await assertLaw(webShop.base, webShop.production);
  assert.deepEqual(
    [...patches.keys()],
    ['configmap-debug.yaml', 'configmap-web.yaml', 'deployment-web.yaml', 'servicemonitor-web.yaml'],
  );
  assert.equal(
    patches.get('deployment-web.yaml'),
    `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: web
        env:
        - name: LOG_LEVEL
          value: warn
        resources:
          limits:
            memory: 256Mi
      - name: metrics
        $patch: delete
      volumes:
      - name: cache
        emptyDir: null
        persistentVolumeClaim:
          claimName: cache
`,
  );
  assert.match(
    patches.get('configmap-web.yaml') ?? '',
    /^ {2}motd.txt: \|\n {4}Welcome.\n {4}Buy something.\n {2}theme: null\n$/m,
  );
  const { tree } = emit(webShop.base, [{ name: 'production', manifests: webShop.production }]);
  assert.equal(
    tree.get('overlays/production/kustomization.yaml'),
    `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
patches:
- path: patches/configmap-debug.yaml
- path: patches/configmap-web.yaml
- path: patches/deployment-web.yaml
- path: patches/servicemonitor-web.yaml
resources:
- ../../base
- poddisruptionbudget-web.yaml
`,
  );
});

test('what the author declares natively is written natively, and Kustomize does what the model says', async () => {
  const native = {
    namespace: 'staging',
    namePrefix: 'staging-',
    labels: [{ pairs: { environment: 'staging' }, includeTemplates: true }],
    images: [{ name: 'registry.example.com/web', newTag: '1.1.0-rc1' }],
    replicas: [{ name: 'web', count: 2 }],
    configMapGenerator: [{ name: 'banner', literals: { text: '"beta"' } }],
  };
  const patches = await assertLaw(webShop.base, webShop.staging, native);
  assert.deepEqual([...patches.keys()], []);
  const [deployment] = applyNative(webShop.staging, native).filter(({ kind }) => kind === 'Deployment');
  assert.match(
    writeYaml(deployment),
    /name: staging-web\n {2}namespace: staging\n.*image: registry.example.com\/web:1.1.0-rc1/s,
  );
});

test('every overlay of one base comes out as its own environment', async () => {
  const environments = {
    production: webShop.production,
    staging: webShop.staging,
    empty: webShop.production.slice(3, 4),
  };
  const overlays = Object.entries(environments).map(([name, manifests]) => ({ name, manifests }));
  const { tree, findings } = emit(webShop.base, overlays);
  assert.deepEqual(findings, []);
  for (const { name, manifests } of overlays)
    assert.deepEqual(texts(await buildKustomizations(tree, [`overlays/${name}`])), texts(manifests));
});

test('the same objects in another order give the same tree', () => {
  const overlays = [{ name: 'a', manifests: webShop.production }];
  const shuffled = [{ name: 'a', manifests: webShop.production.toReversed() }];
  assert.deepEqual([...emit(webShop.base.toReversed(), shuffled).tree], [...emit(webShop.base, overlays).tree]);
});

test('an environment like the base needs no patch', async () => {
  assert.equal((await assertLaw(webShop.base, webShop.base)).size, 0);
});

test('items of a list that moved are listed by their keys', async () => {
  const volumes = (...names: readonly string[]) => pod({ volumes: names.map((name) => ({ name, emptyDir: {} })) });
  const patches = await assertLaw([volumes('a', 'b', 'c', 'd')], [volumes('c', 'a', 'b', 'd')]);
  assert.match(patches.get('pod-p.yaml') ?? '', /volumes:\n {2}- name: c\n$/);
});

test('ports known by number and protocol cannot be moved by a merge, so the list is written out', async () => {
  const ports = (...numbers: readonly number[]) => ({
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } },
    spec: { ports: numbers.map((port) => ({ port, protocol: 'TCP' })) },
  });
  const patches = await assertLaw([ports(1, 2, 3)], [ports(3, 1, 2)]);
  assert.match(patches.get('service-s.yaml') ?? '', /port: 3\n.*port: 1\n.*port: 2\n/s);
});

for (const [situation, base, wanted, text] of [
  [
    'a value that is null',
    widget({ a: 1 }),
    widget({ a: null }),
    /^- op: replace\n {2}path: \/spec\/a\n {2}value: null\n$/,
  ],
  ['a null that goes', widget({ a: null, b: 1 }), widget({ b: 1 }), /\n {2}a: null\n$/],
  [
    'a map that becomes empty',
    widget({ ...others, a: { b: 1 } }),
    widget({ ...others, a: {} }),
    /\n {2}a:\n {4}b: null\n$/,
  ],
  ['a map that becomes a list', widget({ ...others, a: { b: 1 } }), widget({ ...others, a: [1] }), /^- op: replace/],
  [
    'a string that becomes a number of the same digits',
    widget({ ...others, a: '80' }),
    widget({ ...others, a: 80 }),
    /^- op: replace/,
  ],
  ['a number that becomes a string', widget({ ...others, a: 80 }), widget({ ...others, a: '80' }), /^- op: replace/],
  [
    'a key with a slash and a tilde',
    widget({ ...others, 'a/b~c': '1' }),
    widget({ ...others, 'a/b~c': 1 }),
    /path: \/spec\/a~1b~0c/,
  ],
  ['an empty key', widget({ '': 1, a: 1 }), widget({ '': 1, a: 2 }), /^- op: replace\n {2}path: \/spec\/a\n/],
  ['a key that is an order to Kustomize', widget({ $patch: 1 }), widget({ $patch: 2 }), /^- op: replace/],
  [
    'an item in a long list of a custom resource',
    widget({ l: [...'abcdefghijklmnopqrstuvwxyz'] }),
    widget({ l: [...'abcdefghijklm!opqrstuvwxyz'] }),
    /^- op: replace\n {2}path: \/spec\/l\/13/,
  ],
  [
    'the annotations of an object',
    widget(1, { annotations: { a: '1', b: '1' } }),
    widget(1, { annotations: { c: '1' } }),
    /annotations:\n {4}a: null\n {4}b: null\n {4}c: "1"\n$/,
  ],
  [
    'a variable that is there twice',
    pod({
      containers: [
        {
          name: 'c',
          env: [
            { name: 'A', value: 'x' },
            { name: 'A', value: 'y' },
          ],
        },
      ],
    }),
    pod({
      hostNetwork: true,
      containers: [
        {
          name: 'c',
          env: [
            { name: 'A', value: 'x' },
            { name: 'A', value: 'y' },
          ],
        },
      ],
    }),
    /^- op: add\n {2}path: \/spec\/hostNetwork/,
  ],
] as const)
  test(`${situation} comes out as wanted`, async () => {
    const [patch = ''] = (await assertLaw([base], [wanted])).values();
    assert.match(patch, text);
  });

test('objects of one name in several namespaces and groups are patched one by one', async () => {
  const service = (apiVersion: string, namespace: string | undefined, a: unknown) => ({
    ...{
      apiVersion,
      kind: 'Service',
      metadata: { name: 'web.a', ...(namespace === undefined ? {} : { namespace }) },
      a,
    },
  });
  const objects = (first: unknown, second: unknown) => [
    service('v1', undefined, first),
    service('v1', 'x', 0),
    service('v1', 'y', 0),
    service('serving.knative.dev/v1', undefined, second),
    { ...service('v1', undefined, 0), metadata: { name: 'web-a' } },
  ];
  await assertLaw(objects(0, 0), objects(null, 0));
  await assertLaw(objects(0, 0), objects(0, null));
});

test('an object that takes another version is removed and added', async () => {
  const widgetOf = (version: string) => ({ ...widget({ a: 1 }), apiVersion: `example.io/${version}` });
  await assertLaw([widgetOf('v1beta1')], [widgetOf('v1')]);
});

test('a binding without native fields keeps its subjects as they are', async () => {
  const objects = [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'x' } },
    {
      ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'web', namespace: 'x' } },
      ...{ roleRef: { kind: 'Role', name: 'web' }, subjects: [{ kind: 'ServiceAccount', name: 'web' }] },
    },
  ];
  await assertLaw(objects, [objects[0] as object, { ...objects[1], roleRef: { kind: 'Role', name: 'other' } }]);
});

const account = (name: string, namespace?: string) => ({
  ...{
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  },
});
const binding = (kind: string, metadata: object, ...subjects: object[]) => ({
  ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'web', ...metadata } },
  ...{ roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' } },
  subjects: subjects.map((subject) => ({ kind: 'ServiceAccount', ...subject })),
});

for (const [situation, manifests, native, subjects] of [
  [
    'an account beside the binding, named without its namespace',
    [account('web', 'x'), binding('RoleBinding', { namespace: 'x' }, { name: 'web' })],
    { nameSuffix: '-s' },
    [{ name: 'web-s', namespace: 'x' }],
  ],
  [
    'an account elsewhere, named without its namespace, which nothing else tells',
    [account('web', 'x'), binding('RoleBinding', {}, { name: 'web' })],
    { nameSuffix: '-s' },
    [{ name: 'web' }],
  ],
  [
    'an account elsewhere, in a namespace that another subject names',
    [account('web', 'x'), binding('RoleBinding', {}, { name: 'web' }, { name: 'other', namespace: 'x' })],
    { nameSuffix: '-s' },
    [
      { name: 'web-s', namespace: 'x' },
      { name: 'other', namespace: 'x' },
    ],
  ],
  [
    'an account elsewhere, named by a ClusterRoleBinding',
    [account('web', 'x'), binding('ClusterRoleBinding', {}, { name: 'web' })],
    { nameSuffix: '-s' },
    [{ name: 'web-s', namespace: 'x' }],
  ],
  [
    'the namespace that an account comes into, which nothing came from',
    [account('web'), binding('RoleBinding', {}, { name: 'web', namespace: 'x' })],
    { nameSuffix: '-s', namespace: 'x' },
    [{ name: 'web-s', namespace: 'x' }],
  ],
  [
    'the namespace that an account comes into, which another object came from',
    [
      account('web'),
      configMap('a', {}, { namespace: 'x' }),
      binding('RoleBinding', {}, { name: 'web', namespace: 'x' }),
    ],
    { nameSuffix: '-s', namespace: 'x' },
    [{ name: 'web', namespace: 'x' }],
  ],
] as const)
  test(`the subject of a binding is ${situation}`, async () => {
    await assertLaw([configMap('base')], [configMap('base'), ...manifests], native);
    const made = applyNative(manifests as readonly object[] as readonly Manifest[], native).at(-1);
    const expected = subjects.map((subject) => ({ kind: 'ServiceAccount', ...subject }));
    assert.deepEqual((made as unknown as { subjects: object[] }).subjects, expected);
  });

for (const [situation, manifests, native, field] of [
  [
    'an object without a name',
    [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'a-' } }],
    undefined,
    'metadata.name',
  ],
  ['a list', [{ apiVersion: 'v1', kind: 'List', metadata: { name: 'a' }, items: [] }], undefined, 'items'],
  [
    'an annotation of its own',
    [configMap('a', {}, { annotations: { 'config.kubernetes.io/local-config': 'true' } })],
    undefined,
    'metadata.annotations["config.kubernetes.io/local-config"]',
  ],
  ['a label named true', [configMap('a', {}, { labels: { true: 'a' } })], undefined, 'metadata.labels["true"]'],
  [
    'an annotation named by a date',
    [configMap('a', {}, { annotations: { '2020-01-01': 'a' } })],
    undefined,
    'metadata.annotations["2020-01-01"]',
  ],
  ['a line separator', [configMap('a', { a: { b: ['x\u2028y'] } })], undefined, 'data.a.b[0]'],
  ['a key that merges', [configMap('a', { '<<': 'x' })], undefined, 'data'],
  [
    'two objects that are one to Kustomize',
    [configMap('a'), configMap('a', {}, { namespace: 'default' })],
    undefined,
    undefined,
  ],
  [
    'a namespace for a kind without',
    [{ apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'a' } }],
    { namespace: 'x' },
    undefined,
  ],
  [
    'two namespaces that become one',
    [configMap('a', {}, { namespace: 'x' }), configMap('a', {}, { namespace: 'y' })],
    { namespace: 'z' },
    undefined,
  ],
  ['replicas of nothing', [configMap('a')], { replicas: [{ name: 'a', count: 1 }] }, undefined],
  [
    'a label that is set twice',
    [configMap('a')],
    { labels: [{ pairs: { a: '1' } }, { pairs: { a: '2' } }] },
    undefined,
  ],
  [
    'a webhook beside a prefix',
    [
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        metadata: { name: 'a' },
      },
    ],
    { namePrefix: 'p-' },
    undefined,
  ],
] as const)
  test(`${situation} is a finding`, () => {
    const list = manifests as unknown as readonly Manifest[];
    const { findings } = emit(
      [configMap('base') as Manifest],
      [{ name: 'env', manifests: list, ...(native === undefined ? {} : { native: native as NativeFields }) }],
    );
    assert.deepEqual([...new Set(findings.map((finding) => finding.field))], [field]);
  });

test('a name that two objects have had is a finding that names both, once for each object that says it', () => {
  const objects = [
    ...['a', 'p-a'].flatMap((name) => [
      account(name, 'x'),
      { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'x' } },
    ]),
    binding('RoleBinding', { namespace: 'x' }, { name: 'p-a' }, { name: 'p-a', namespace: 'x' }),
    pod({ serviceAccountName: 'p-a', imagePullSecrets: [{ name: 'p-a' }] }),
  ].map((object) => ({ ...object, metadata: { ...object.metadata, namespace: 'x' } }));
  const native = { namePrefix: 'p-', nameSuffix: '-s' };
  const manifests = objects as readonly object[] as readonly Manifest[];
  const { findings } = emit([configMap('base') as Manifest], [{ name: 'env', manifests, native }]);
  assert.deepEqual(
    findings.map(({ code, object, message }) => [code, object?.kind, object?.name, message.split(',')[0]]),
    [
      ['kustomize-native', 'RoleBinding', 'web', 'p-a means ServiceAccount x/a and ServiceAccount x/p-a'],
      ['kustomize-native', 'Pod', 'p', 'p-a means Secret x/a and Secret x/p-a'],
      ['kustomize-native', 'Pod', 'p', 'p-a means ServiceAccount x/a and ServiceAccount x/p-a'],
    ],
  );
});

test('a manifest that is no data is a finding, and nothing is written', () => {
  const { tree, findings } = emit([configMap('a', { n: Number.NaN }) as Manifest], []);
  assert.deepEqual([tree.size, findings.map(({ code, field }) => [code, field])], [0, [['not-data', 'data.n']]]);
});

test('a base without objects and an overlay with a path for a name are findings', () => {
  const { findings } = emit([], [{ name: '../x', manifests: [] }]);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['kustomize-empty', 'overlay-name'],
  );
});

test('the kustomizations stay inside their root and use no deprecated field', () => {
  const overlays = [
    { name: 'production', manifests: webShop.production },
    { name: 'staging', manifests: webShop.staging, native: { labels: [{ pairs: { a: 'b' } }] } },
  ];
  const { tree } = emit(webShop.base, overlays);
  const known = ['apiVersion', 'kind', 'labels', 'patches', 'resources'];
  for (const [path, text] of tree) {
    if (!path.endsWith('kustomization.yaml')) continue;
    const value = readDocuments(text, path).documents[0]?.value as {
      resources: string[];
      patches?: { path: string }[];
    };
    assert.ok(
      Object.keys(value).every((key) => known.includes(key)),
      text,
    );
    for (const reference of [...value.resources, ...(value.patches ?? []).map((patch) => patch.path)]) {
      const target = new URL(reference, `file:///${path}`).pathname.slice(1);
      assert.ok(tree.has(target) || tree.has(`${target}/kustomization.yaml`), `${path}: ${reference}`);
    }
  }
});
