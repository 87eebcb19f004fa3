import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { object } from '../../test/sample-manifests.ts';
import { rollingUpdate } from './rolling-update.ts';

const deployment = (update: object) =>
  object('apps/v1', 'Deployment', { name: 'web', spec: { strategy: { rollingUpdate: update } } });
const daemons = (update: object) =>
  object('apps/v1', 'DaemonSet', { name: 'node', spec: { updateStrategy: { rollingUpdate: update } } });

test('a Deployment that may neither surge nor stop is refused', () => {
  assert.deepEqual(codes(check(rollingUpdate, [deployment({ maxSurge: 0, maxUnavailable: 0 })])), [
    'rollout-refused web',
  ]);
  assert.deepEqual(codes(check(rollingUpdate, [deployment({ maxSurge: '0%', maxUnavailable: 0 })])), [
    'rollout-refused web',
  ]);
});

test('blue-green, reverse and default rollouts pass', () => {
  const strategies = [
    { maxSurge: 3, maxUnavailable: 0 },
    { maxSurge: '100%', maxUnavailable: 0 },
    { maxSurge: 0, maxUnavailable: 1 },
    { maxSurge: 0 },
    {},
  ];
  assert.deepEqual(check(rollingUpdate, strategies.map(deployment)), []);
});

test('a DaemonSet does one of the two', () => {
  assert.deepEqual(check(rollingUpdate, [daemons({}), daemons({ maxSurge: 1, maxUnavailable: 0 })]), []);
  assert.equal(check(rollingUpdate, [daemons({ maxSurge: 1 }), daemons({ maxUnavailable: 0 })]).length, 2);
});
