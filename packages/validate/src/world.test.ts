import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testCatalog } from '../test/check-rule.ts';
import { clusterObject, deployment, object } from '../test/sample-manifests.ts';
import { worldOf } from './world.ts';

const worldWith = (...manifests: Parameters<typeof worldOf>[0]) =>
  worldOf(manifests, { catalog: testCatalog, expected: [] });

test('every kind with a pod template makes pods', () => {
  const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'c' }] } };
  const world = worldWith(
    object('v1', 'Pod', { name: 'a', spec: {} }),
    ...['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].map((kind) =>
      object('apps/v1', kind, { name: 'a', spec: { template } }),
    ),
    object('v1', 'ReplicationController', { name: 'a', spec: { template } }),
    object('batch/v1', 'Job', { name: 'a', spec: { template } }),
    object('batch/v1', 'CronJob', { name: 'a', spec: { jobTemplate: { spec: { template } } } }),
    object('other.example/v1', 'Deployment', { name: 'a', spec: { template } }),
  );
  assert.equal(world.pods.length, 8);
  assert.equal(world.pods.at(-1)?.field, 'spec.jobTemplate.spec.template.spec');
  assert.equal(world.podsWith('shop', new Map([['app', 'a']])).length, 7);
});

test('pods are found by all labels of a selector together', () => {
  const world = worldWith(
    deployment({ name: 'a' }),
    deployment({ name: 'b' }),
    deployment({ name: 'a', namespace: 'other' }),
  );
  assert.equal(world.podsWith('shop', new Map([['app', 'a']])).length, 1);
  assert.equal(
    world.podsWith(
      'shop',
      new Map([
        ['app', 'a'],
        ['x', 'y'],
      ]),
    ).length,
    0,
  );
  assert.equal(world.podsSelected('shop', {}).length, 2);
});

test('a cluster-scoped object that carries a namespace by mistake is still found by its references', () => {
  const role = object('rbac.authorization.k8s.io/v1', 'ClusterRole', { name: 'r' });
  assert.equal(
    worldWith(role).has({ group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', namespace: '', name: 'r' }),
    true,
  );
});

test('the version is no part of what an object is found by', () => {
  const world = worldWith(clusterObject('cert-manager.io/v1alpha2', 'ClusterIssuer', { name: 'a' }));
  assert.equal(world.ofKind('cert-manager.io', 'ClusterIssuer').length, 1);
});

test('of manifests with one identity all but the first are repeated, whatever their version', () => {
  const [first, second, other] = [
    object('v1', 'ConfigMap', { name: 'a' }),
    object('v1beta1', 'ConfigMap', { name: 'a' }),
    object('v1', 'ConfigMap', { name: 'b' }),
  ];
  assert.deepEqual([...worldWith(first, second, other).repeated], [second]);
});

test('names that are no text are still compared', () => {
  const [first, second] = [1, 1].map((name) => object('v1', 'ConfigMap', { name: name as never }));
  assert.ok(first !== undefined && second !== undefined);
  assert.deepEqual([...worldWith(first, second).repeated], [second]);
});
