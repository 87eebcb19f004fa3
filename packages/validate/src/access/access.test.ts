import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import { clusterObject, object } from '../../test/sample-manifests.ts';
import { type AccessRequest, access } from './access.ts';

const group = 'rbac.authorization.k8s.io';
const api = `${group}/v1`;
const account = (name: string, namespace = 'dev') => ({ serviceAccount: { namespace, name } });
const subject = (name: string, namespace = 'dev') => ({ kind: 'ServiceAccount', name, namespace });
const role = (rules: object[], name = 'r') => object(api, 'Role', { name, namespace: 'dev', rules });
const clusterRole = (name: string, rules: object[], fields: object = {}) =>
  clusterObject(api, 'ClusterRole', { name, rules, ...fields });
const bind = (kind: string, name: string, who: object, namespace = 'dev') =>
  object(api, 'RoleBinding', {
    name: `${name}-b`,
    namespace,
    roleRef: { apiGroup: group, kind, name },
    subjects: [who],
  });
const bindEverywhere = (name: string, who: object) =>
  clusterObject(api, 'ClusterRoleBinding', {
    name: `${name}-b`,
    roleRef: { apiGroup: group, kind: 'ClusterRole', name },
    subjects: [who],
  });
const allowed = (manifests: Manifest[], request: AccessRequest) => access(manifests).allows(request);
const pods = { verb: 'get', resource: 'pods', namespace: 'dev' };

test('nobody may do anything without a binding', () => {
  assert.equal(
    allowed([role([{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }])], { subject: account('dave'), ...pods }),
    false,
  );
});

test('admin and view in one namespace: what they may there, and not elsewhere', () => {
  const manifests = [bind('ClusterRole', 'admin', subject('jane')), bind('ClusterRole', 'view', subject('ken'))];
  const may = (name: string, verb: string, resource: string, namespace = 'dev', apiGroup = '') =>
    allowed(manifests, { subject: account(name), verb, resource, namespace, apiGroup });
  assert.equal(may('jane', 'delete', 'deployments', 'dev', 'apps'), true);
  assert.equal(may('jane', 'create', 'rolebindings', 'dev', group), true);
  assert.equal(may('jane', 'get', 'secrets'), true);
  assert.equal(may('jane', 'get', 'pods', 'default'), false);
  assert.equal(may('jane', 'update', 'resourcequotas'), false);
  assert.equal(may('ken', 'list', 'deployments', 'dev', 'apps'), true);
  assert.equal(may('ken', 'get', 'secrets'), false);
  assert.equal(may('ken', 'delete', 'pods'), false);
  assert.equal(may('ken', 'list', 'roles', 'dev', group), false);
});

test('admin bound in the whole cluster reaches every namespace, but no cluster-scoped object', () => {
  const manifests = [bindEverywhere('admin', subject('bob', 'default'))];
  const bob = account('bob', 'default');
  assert.equal(allowed(manifests, { subject: bob, ...pods, namespace: 'kube-system' }), true);
  assert.equal(allowed(manifests, { subject: bob, verb: 'list', resource: 'pods' }), true);
  assert.equal(allowed(manifests, { subject: bob, verb: 'list', resource: 'nodes' }), false);
  assert.equal(allowed(manifests, { subject: bob, verb: 'create', resource: 'clusterroles', apiGroup: group }), false);
});

test('a RoleBinding never reaches requests without a namespace', () => {
  const manifests = [bind('ClusterRole', 'cluster-admin', subject('jane'))];
  assert.equal(allowed(manifests, { subject: account('jane'), verb: 'list', resource: 'pods' }), false);
  assert.equal(allowed(manifests, { subject: account('jane'), verb: 'get', url: '/metrics' }), false);
});

test("the group of a namespace's ServiceAccounts is every one of them", () => {
  const reader = clusterRole('pod-reader', [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
  const manifests = [
    reader,
    bindEverywhere('pod-reader', { kind: 'Group', name: 'system:serviceaccounts:prometheus' }),
  ];
  for (const name of ['carol', 'default', 'anybody']) {
    assert.equal(allowed(manifests, { subject: account(name, 'prometheus'), ...pods, namespace: 'x' }), true, name);
  }
  assert.equal(allowed(manifests, { subject: account('carol', 'other'), ...pods }), false);
  assert.equal(allowed(manifests, { subject: account('carol', 'prometheus'), ...pods, verb: 'delete' }), false);
});

test('users and groups are matched by name, and everybody who is known is authenticated', () => {
  const manifests = [
    bind('ClusterRole', 'view', { kind: 'User', name: 'ann' }),
    bind('ClusterRole', 'view', { kind: 'Group', name: 'devs' }),
    bindEverywhere('view', { kind: 'Group', name: 'system:authenticated' }),
  ];
  assert.equal(allowed(manifests.slice(0, 2), { subject: { user: 'ann' }, ...pods }), true);
  assert.equal(allowed(manifests.slice(0, 2), { subject: { user: 'bob', groups: ['devs'] }, ...pods }), true);
  assert.equal(allowed(manifests.slice(0, 2), { subject: { group: 'devs' }, ...pods }), true);
  assert.equal(allowed(manifests.slice(0, 2), { subject: { user: 'bob' }, ...pods }), false);
  assert.equal(allowed(manifests.slice(2), { subject: { user: 'anybody' }, ...pods }), true);
  assert.equal(allowed(manifests.slice(2), { subject: { user: 'system:anonymous' }, ...pods }), false);
});

test("a ServiceAccount without namespace is one of the binding's namespace, and nobody in a ClusterRoleBinding", () => {
  const who = { kind: 'ServiceAccount', name: 'jane' };
  assert.equal(allowed([bind('ClusterRole', 'view', who)], { subject: account('jane'), ...pods }), true);
  assert.equal(allowed([bindEverywhere('view', who)], { subject: account('jane'), ...pods }), false);
});

test('a Role is found in the namespace of its binding only', () => {
  const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
  assert.equal(allowed([role(rules), bind('Role', 'r', subject('jane'))], { subject: account('jane'), ...pods }), true);
  const elsewhere = bind('Role', 'r', subject('jane'), 'other');
  assert.equal(allowed([role(rules), elsewhere], { subject: account('jane'), ...pods, namespace: 'other' }), false);
});

test('rules are matched by verb, group, resource, subresource and name', () => {
  const may = (rule: object, request: object) =>
    allowed([role([rule]), bind('Role', 'r', subject('jane'))], { subject: account('jane'), ...pods, ...request });
  const any = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
  assert.equal(may(any, { verb: 'escalate', resource: 'roles', apiGroup: group, subresource: 'x' }), true);
  assert.equal(may({ ...any, apiGroups: [''] }, { apiGroup: 'apps' }), false);
  assert.equal(may({ ...any, verbs: ['get'] }, { verb: 'list' }), false);
  assert.equal(may({ ...any, resources: ['pods'] }, { subresource: 'log' }), false);
  assert.equal(may({ ...any, resources: ['pods/log'] }, { subresource: 'log' }), true);
  assert.equal(may({ ...any, resources: ['pods/log'] }, {}), false);
  assert.equal(may({ ...any, resources: ['*/scale'] }, { resource: 'deployments', subresource: 'scale' }), true);
  assert.equal(may({ ...any, resources: ['*/scale'] }, { resource: 'deployments' }), false);
  assert.equal(may({ ...any, resourceNames: ['a'] }, { name: 'a' }), true);
  assert.equal(may({ ...any, resourceNames: ['a'] }, { name: 'b' }), false);
  assert.equal(may({ ...any, resourceNames: ['a'] }, { verb: 'list' }), false);
});

test('URLs are matched whole or by a prefix with an asterisk', () => {
  const may = (pattern: string, url: string) =>
    allowed([clusterRole('u', [{ nonResourceURLs: [pattern], verbs: ['get'] }]), bindEverywhere('u', subject('p'))], {
      subject: account('p'),
      verb: 'get',
      url,
    });
  assert.equal(may('/metrics', '/metrics'), true);
  assert.equal(may('/metrics', '/metrics/x'), false);
  assert.equal(may('/metrics/*', '/metrics/x'), true);
  assert.equal(may('*', '/anything'), true);
});

test('a ClusterRole with an aggregation label widens view, edit and admin', () => {
  const labels = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
  const custom = clusterRole(
    'mysql-viewer',
    [{ apiGroups: ['otus.homework'], resources: ['mysqls'], verbs: ['get'] }],
    { labels },
  );
  for (const name of ['view', 'edit', 'admin']) {
    const manifests = [custom, bind('ClusterRole', name, subject('jane'))];
    assert.equal(
      allowed(manifests, { subject: account('jane'), ...pods, resource: 'mysqls', apiGroup: 'otus.homework' }),
      true,
      name,
    );
  }
});

test('roles that aggregate each other grant nothing and end', () => {
  const round = (name: string, other: string) =>
    clusterRole(name, [], {
      labels: { [name]: 'x' },
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [other]: 'x' } }] },
    });
  const manifests = [round('a', 'b'), round('b', 'a'), bindEverywhere('a', subject('jane'))];
  assert.equal(allowed(manifests, { subject: account('jane'), ...pods }), false);
});

test('what every authenticated user may do is allowed without a binding', () => {
  const review = { verb: 'create', resource: 'selfsubjectaccessreviews', apiGroup: 'authorization.k8s.io' };
  assert.equal(allowed([], { subject: account('dave'), ...review }), true);
  assert.equal(allowed([], { subject: { user: 'ann' }, verb: 'get', url: '/apis/apps' }), true);
  assert.equal(allowed([], { subject: { user: 'system:anonymous' }, verb: 'get', url: '/apis/apps' }), false);
  assert.equal(allowed([], { subject: { user: 'system:anonymous' }, verb: 'get', url: '/version' }), true);
  assert.equal(allowed([], { subject: { group: 'system:masters' }, verb: 'delete', resource: 'nodes' }), true);
});

test('one of several selectors is enough to aggregate a role', () => {
  const part = clusterRole('part', [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }], {
    labels: { to: 'whole' },
  });
  const clusterRoleSelectors = [{ matchLabels: { to: 'nobody' } }, { matchLabels: { to: 'whole' } }];
  const whole = clusterRole('whole', [], { aggregationRule: { clusterRoleSelectors } });
  assert.equal(
    allowed([part, whole, bindEverywhere('whole', subject('jane'))], { subject: account('jane'), ...pods }),
    true,
  );
});
