import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../test/check-rule.ts';
import { deployment, object } from '../../test/sample-manifests.ts';
import { canonicalQuantities } from './canonical-quantities.ts';

const custom = (resources: object) =>
  object('monitoring.coreos.com/v1', 'Prometheus', { name: 'p', spec: { containers: [{ resources }] } });
const advice = (resources: object) =>
  check(canonicalQuantities, [custom(resources)]).map((finding) => [finding.field, finding.advice]);

test('quantities of custom resources that the API server would write otherwise are warned about', () => {
  assert.deepEqual(advice({ requests: { cpu: '1000m', memory: '3072Mi' }, limits: { cpu: '0.5' } }), [
    ['spec.containers[0].resources.requests.cpu', 'write "1"'],
    ['spec.containers[0].resources.requests.memory', 'write "3Gi"'],
    ['spec.containers[0].resources.limits.cpu', 'write "500m"'],
  ]);
});

test('canonical quantities, other fields and built-in kinds pass', () => {
  assert.deepEqual(advice({ requests: { cpu: '1', memory: '3Gi' }, size: '1000m' }), []);
  const pod = { containers: [{ resources: { limits: { cpu: '1000m' } } }] };
  assert.deepEqual(check(canonicalQuantities, [deployment({ name: 'web', pod })]), []);
});
