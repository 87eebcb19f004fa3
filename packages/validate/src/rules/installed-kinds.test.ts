import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalog, type Manifest } from '@wildermesser/manifest';
import { codes } from '../../test/check-rule.ts';
import { clusterObject, object } from '../../test/sample-manifests.ts';
import type { ExpectedObject } from '../expected-object.ts';
import { worldOf } from '../world.ts';
import { installedKinds } from './installed-kinds.ts';

const catalog = await loadCatalog();
const result = (manifests: readonly Manifest[], expected: readonly ExpectedObject[] = []) =>
  codes(installedKinds.check(worldOf(manifests, { catalog, expected })));
const certificate = (name: string, namespace = 'shop') =>
  object('cert-manager.io/v1', 'Certificate', { name, namespace });
const name = 'certificates.cert-manager.io';

test('custom resources whose definition nobody has are reported once in a namespace', () => {
  assert.deepEqual(result([certificate('a'), certificate('b'), certificate('c', 'other')]), [
    'unknown-definition a',
    'unknown-definition c',
  ]);
});

test('an emitted or expected definition is accepted', () => {
  const definition = clusterObject('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { name });
  const expected = {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    namespace: '',
    name,
    reason: 'chart',
  };
  assert.deepEqual(result([certificate('a'), definition]), []);
  assert.deepEqual(result([certificate('a')], [expected]), []);
});

test('built-in kinds, those of Argo CD and those that nobody knows need no definition', () => {
  const manifests = [
    object('apps/v1', 'Deployment', { name: 'a' }),
    object('argoproj.io/v1alpha1', 'Application', { name: 'b' }),
    object('x.example/v1', 'Unknown', { name: 'c' }),
  ];
  assert.deepEqual(result(manifests), []);
});
