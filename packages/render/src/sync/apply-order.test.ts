import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import fc from 'fast-check';
import { applyOrder, kindOrder } from './apply-order.ts';

interface Options {
  readonly apiVersion?: string;
  readonly namespace?: string;
  readonly wave?: number;
  readonly hook?: string;
  readonly spec?: unknown;
}

const object = (
  kind: string,
  name: string,
  { apiVersion = 'v1', namespace, wave, hook, spec }: Options = {},
): Manifest => {
  const annotations = {
    ...(wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) }),
    ...(hook === undefined ? {} : { 'argocd.argoproj.io/hook': hook }),
  };
  const metadata = { name, annotations, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion, kind, metadata, ...(spec === undefined ? {} : { spec }) };
};

const steps = (manifests: readonly Manifest[]): readonly string[] =>
  applyOrder(manifests).map(
    ({ manifest, phase, wave }) => `${phase} ${wave} ${manifest.kind}/${manifest.metadata.name}`,
  );

test('phase comes before wave, wave before kind, kind before name', () => {
  assert.deepEqual(
    steps([
      object('Widget', 'a'),
      object('Deployment', 'b'),
      object('Deployment', 'a'),
      object('ConfigMap', 'z'),
      object('Deployment', 'early', { wave: -1 }),
      object('Job', 'after', { hook: 'PostSync', wave: -9 }),
      object('Job', 'before', { hook: 'PreSync', wave: 9 }),
      object('Job', 'failed', { hook: 'SyncFail' }),
    ]),
    [
      'PreSync 9 Job/before',
      'Sync -1 Deployment/early',
      'Sync 0 ConfigMap/z',
      'Sync 0 Deployment/a',
      'Sync 0 Deployment/b',
      'Sync 0 Widget/a',
      'PostSync -9 Job/after',
      'SyncFail 0 Job/failed',
    ],
  );
});

test('a hook of two phases is applied twice, delete and skipped hooks never', () => {
  const manifests = [
    object('Job', 'two', { hook: 'PostSync,PreSync' }),
    object('Job', 'skip', { hook: 'Skip' }),
    object('Job', 'gone', { hook: 'PreDelete' }),
  ];
  assert.deepEqual(steps(manifests), ['PreSync 0 Job/two', 'PostSync 0 Job/two']);
});

test('a Namespace takes over phase and wave of the first object in it', () => {
  assert.deepEqual(
    steps([
      object('Namespace', 'shop', { wave: 5 }),
      object('Job', 'migrate', { namespace: 'shop', hook: 'PreSync', wave: 2 }),
      object('ConfigMap', 'a', { namespace: 'shop' }),
      object('Namespace', 'other', { wave: 5 }),
    ]),
    ['PreSync 2 Namespace/shop', 'PreSync 2 Job/migrate', 'Sync 0 ConfigMap/a', 'Sync 5 Namespace/other'],
  );
});

test('a CustomResourceDefinition goes before the first object of its kind', () => {
  const crd = object('CustomResourceDefinition', 'widgets.example.com', {
    apiVersion: 'apiextensions.k8s.io/v1',
    wave: 3,
    spec: { group: 'example.com', names: { kind: 'Widget' } },
  });
  const widget = object('Widget', 'a', { apiVersion: 'example.com/v1', wave: 1 });
  const gadget = object('Gadget', 'a', { apiVersion: 'example.com/v1', wave: 1 });
  assert.deepEqual(steps([crd, widget, gadget]), [
    'Sync 1 Gadget/a',
    'Sync 1 CustomResourceDefinition/widgets.example.com',
    'Sync 1 Widget/a',
  ]);
});

test('a PriorityClass comes after the workloads that need it, because its kind is not in the order', () => {
  assert.ok(!kindOrder.includes('PriorityClass'));
  assert.deepEqual(steps([object('PriorityClass', 'a'), object('Deployment', 'a')]), [
    'Sync 0 Deployment/a',
    'Sync 0 PriorityClass/a',
  ]);
});

test('the order of the files changes nothing, and nothing is lost', () => {
  const manifest = fc
    .tuple(
      fc.constantFrom('Namespace', 'ConfigMap', 'Deployment', 'Widget'),
      fc.constantFrom('a', 'b', 'c'),
      fc.integer({ min: -1, max: 1 }),
    )
    .map(([kind, name, wave]) => object(kind, name, { wave, ...(kind === 'Namespace' ? {} : { namespace: 'a' }) }));
  const manifests = fc.uniqueArray(manifest, { selector: ({ kind, metadata }) => `${kind}/${metadata.name}` });
  fc.assert(
    fc.property(manifests, (list) => {
      assert.deepEqual(steps(list), steps([...list].reverse()));
      assert.equal(steps(list).length, list.length);
    }),
  );
});
