import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { object } from '../../test/sample-manifests.ts';
import { scaleTargets } from './scale-targets.ts';

const scaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', {
  name: 'web',
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
});

test('an autoscaler of a workload that nobody emits is reported', () => {
  assert.deepEqual(codes(check(scaleTargets, [scaler])), ['unknown-scale-target web']);
  assert.equal(check(scaleTargets, [scaler, object('apps/v1', 'StatefulSet', { name: 'web' })]).length, 1);
});

test('the workload leaves its replicas to the autoscaler', () => {
  assert.deepEqual(check(scaleTargets, [scaler, object('apps/v1', 'Deployment', { name: 'web', spec: {} })]), []);
  const fixed = object('apps/v1', 'Deployment', { name: 'web', spec: { replicas: 3 } });
  assert.deepEqual(codes(check(scaleTargets, [scaler, fixed])), ['replicas-with-autoscaler web']);
});
