import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MatchedChange } from '../model/object-change.ts';
import { wantedBy } from './needs.ts';

const changed = (group: string, kind: string, namespace: string, name: string): MatchedChange => ({
  verb: 'change',
  identity: { group, kind, namespace, name },
  fields: [],
});

test('a change wants what the rules read for its kind, in its namespace or anywhere', () => {
  const rules = [
    { needs: [{ changed: ['ConfigMap'], reads: ['Pod', 'Deployment.apps'], sameNamespace: true as const }] },
    { needs: [{ changed: ['Role.rbac.authorization.k8s.io'], reads: ['ServiceAccount'] }] },
    {},
  ];
  assert.deepEqual(wantedBy(rules, [changed('', 'ConfigMap', 'shop', 'a'), changed('', 'ConfigMap', 'shop', 'b')]), [
    { kind: 'Deployment', group: 'apps', namespace: 'shop' },
    { kind: 'Pod', group: '', namespace: 'shop' },
  ]);
  assert.deepEqual(wantedBy(rules, [changed('rbac.authorization.k8s.io', 'Role', 'shop', 'a')]), [
    { kind: 'ServiceAccount', group: '' },
  ]);
  assert.deepEqual(wantedBy(rules, [changed('', 'Service', 'shop', 'a')]), []);
});

test('a Namespace wants what is in it', () => {
  const rules = [{ needs: [{ changed: ['Namespace'], reads: ['*'], sameNamespace: true as const }] }];
  assert.deepEqual(wantedBy(rules, [changed('', 'Namespace', '', 'shop')]), [
    { kind: '*', group: '', namespace: 'shop' },
  ]);
});
