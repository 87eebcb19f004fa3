import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { object } from '../../test/sample-manifests.ts';
import { argocdExcluded } from './argocd-excluded.ts';

test('kinds that Argo CD leaves alone are reported', () => {
  const manifests = [
    object('v1', 'Endpoints', { name: 'a' }),
    object('discovery.k8s.io/v1', 'EndpointSlice', { name: 'b' }),
    object('coordination.k8s.io/v1', 'Lease', { name: 'c' }),
    object('reports.kyverno.io/v1', 'EphemeralReport', { name: 'd' }),
  ];
  assert.deepEqual(
    codes(check(argocdExcluded, manifests)),
    ['a', 'b', 'c', 'd'].map((name) => `excluded-by-argocd ${name}`),
  );
});

test('a kind of the same name in another group is applied', () => {
  assert.deepEqual(
    check(argocdExcluded, [object('x.example/v1', 'Endpoints', { name: 'a' }), object('v1', 'Service', { name: 'a' })]),
    [],
  );
});
