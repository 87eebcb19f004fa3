import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { clusterObject, object } from '../../test/sample-manifests.ts';
import { namespaceScope } from './namespace-scope.ts';

test('a namespaced object without namespace is reported', () => {
  const findings = check(namespaceScope, [object('v1', 'ConfigMap', { name: 'a', namespace: '' })]);
  assert.deepEqual(codes(findings), ['missing-namespace a']);
});

test('a cluster-scoped object with a namespace is reported', () => {
  const role = object('rbac.authorization.k8s.io/v1', 'ClusterRole', { name: 'a' });
  assert.deepEqual(codes(check(namespaceScope, [role])), ['namespace-on-cluster-scoped a']);
});

test('objects in the right scope and of unknown kinds pass', () => {
  const manifests = [
    object('v1', 'ConfigMap', { name: 'a' }),
    clusterObject('v1', 'Namespace', { name: 'a' }),
    object('x.example/v1', 'Unknown', { name: 'a' }),
    clusterObject('x.example/v1', 'Unknown', { name: 'b' }),
  ];
  assert.deepEqual(check(namespaceScope, manifests), []);
});
