import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { clusterObject, object } from '../../test/sample-manifests.ts';
import { roleBindings } from './role-bindings.ts';

const group = 'rbac.authorization.k8s.io';
const api = `${group}/v1`;
const account = object('v1', 'ServiceAccount', { name: 'jane' });
const jane = { kind: 'ServiceAccount', name: 'jane', namespace: 'shop' };
const ref = (kind: string, name: string) => ({ apiGroup: group, kind, name });
const binding = (roleRef: object, subject: object = jane) =>
  object(api, 'RoleBinding', { name: 'b', roleRef, subjects: [subject] });
const clusterBinding = (roleRef: object, subject: object = jane) =>
  clusterObject(api, 'ClusterRoleBinding', { name: 'b', roleRef, subjects: [subject] });
const result = (...manifests: Parameters<typeof check>[1]) => codes(check(roleBindings, [account, ...manifests]));

test('built-in roles are known', () => {
  for (const name of ['cluster-admin', 'admin', 'edit', 'view', 'system:auth-delegator']) {
    assert.deepEqual(result(clusterBinding(ref('ClusterRole', name))), []);
  }
  const delegated = object(api, 'RoleBinding', {
    name: 'b',
    namespace: 'kube-system',
    roleRef: ref('Role', 'extension-apiserver-authentication-reader'),
    subjects: [jane],
  });
  assert.deepEqual(result(delegated), []);
});

test('a role that nobody emits is reported, with the one that is probably meant', () => {
  const role = clusterObject(api, 'ClusterRole', { name: 'pod-reader' });
  const [finding] = check(roleBindings, [account, role, clusterBinding(ref('ClusterRole', 'pods-reader'))]);
  assert.equal(finding?.code, 'unknown-role');
  assert.match(finding?.advice ?? '', /"pod-reader"/);
});

test('a Role is looked for in the namespace of its binding', () => {
  const role = (namespace: string) => object(api, 'Role', { name: 'r', namespace });
  assert.deepEqual(result(role('shop'), binding(ref('Role', 'r'))), []);
  assert.deepEqual(result(role('other'), binding(ref('Role', 'r'))), ['unknown-role b']);
});

test('a ClusterRoleBinding cannot bind a Role', () => {
  assert.deepEqual(result(object(api, 'Role', { name: 'r' }), clusterBinding(ref('Role', 'r'))), ['unknown-role b']);
});

test('a ServiceAccount has to exist where the subject says, and default always does', () => {
  assert.deepEqual(result(binding(ref('ClusterRole', 'view'), { ...jane, name: 'jayne' })), [
    'unknown-service-account b',
  ]);
  assert.deepEqual(result(binding(ref('ClusterRole', 'view'), { ...jane, namespace: 'x' })), [
    'unknown-service-account b',
  ]);
  assert.deepEqual(result(binding(ref('ClusterRole', 'view'), { ...jane, name: 'default' })), []);
  assert.deepEqual(result(binding(ref('ClusterRole', 'view'), { kind: 'ServiceAccount', name: 'jane' })), []);
  assert.deepEqual(result(clusterBinding(ref('ClusterRole', 'view'), { kind: 'ServiceAccount', name: 'jane' })), [
    'missing-namespace b',
  ]);
});

test("the group of a namespace's ServiceAccounts needs that namespace", () => {
  const subject = { kind: 'Group', apiGroup: group, name: 'system:serviceaccounts:prometheus' };
  assert.deepEqual(result(clusterBinding(ref('ClusterRole', 'view'), subject)), ['unknown-namespace b']);
  const namespace = clusterObject('v1', 'Namespace', { name: 'prometheus' });
  assert.deepEqual(result(namespace, clusterBinding(ref('ClusterRole', 'view'), subject)), []);
});

test('a user name that means a ServiceAccount needs that ServiceAccount', () => {
  const subject = (name: string) => ({ kind: 'User', apiGroup: group, name: `system:serviceaccount:shop:${name}` });
  assert.deepEqual(result(binding(ref('ClusterRole', 'view'), subject('jane'))), []);
  assert.deepEqual(result(binding(ref('ClusterRole', 'view'), subject('ken'))), ['unknown-service-account b']);
});

test('an apiGroup that the API server refuses or rewrites is reported', () => {
  const view = ref('ClusterRole', 'view');
  assert.deepEqual(result(binding({ ...view, apiGroup: '' })), ['wrong-api-group b']);
  assert.deepEqual(result(binding(view, { ...jane, apiGroup: group })), ['wrong-api-group b']);
  assert.deepEqual(result(binding(view, { kind: 'User', name: 'bob' })), ['wrong-api-group b']);
  assert.deepEqual(result(binding(view, { kind: 'Group', name: 'devs', apiGroup: '' })), ['wrong-api-group b']);
  assert.deepEqual(result(binding(view, { kind: 'User', name: 'bob', apiGroup: group })), []);
});
