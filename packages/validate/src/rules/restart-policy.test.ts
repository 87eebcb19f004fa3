import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { deployment, object } from '../../test/sample-manifests.ts';
import { restartPolicy } from './restart-policy.ts';

const job = (spec: object) => object('batch/v1', 'Job', { name: 'job', spec: { template: { spec } } });

test('a Job says OnFailure or Never: the default is refused', () => {
  assert.deepEqual(codes(check(restartPolicy, [job({})])), ['restart-policy-refused job']);
  assert.deepEqual(codes(check(restartPolicy, [job({ restartPolicy: 'Always' })])), ['restart-policy-refused job']);
  assert.deepEqual(check(restartPolicy, [job({ restartPolicy: 'OnFailure' }), job({ restartPolicy: 'Never' })]), []);
});

test('pods of a Deployment restart always, a Pod may do as it likes', () => {
  assert.deepEqual(codes(check(restartPolicy, [deployment({ name: 'web', pod: { restartPolicy: 'Never' } })])), [
    'restart-policy-refused web',
  ]);
  const pod = object('v1', 'Pod', { name: 'frontend', spec: { restartPolicy: 'Never' } });
  assert.deepEqual(check(restartPolicy, [pod, deployment({ name: 'web' })]), []);
});
