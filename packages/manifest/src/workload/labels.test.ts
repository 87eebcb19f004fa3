import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recommendedLabels } from './labels.ts';

const described = { name: 'minio', component: 'storage', partOf: 'kubernetes-volumes' };

test('the short label stands beside the recommended ones', () => {
  assert.deepEqual(recommendedLabels({ ...described, app: 'minio', version: '1' }), {
    app: 'minio',
    'app.kubernetes.io/component': 'storage',
    'app.kubernetes.io/name': 'minio',
    'app.kubernetes.io/part-of': 'kubernetes-volumes',
    'app.kubernetes.io/version': '1',
  });
});

test('what is not said is no label', () => {
  const labels = recommendedLabels(described);
  assert.deepEqual(['app' in labels, 'app.kubernetes.io/version' in labels], [false, false]);
});

test('the label that Argo CD may track objects by is left to Argo CD', () => {
  assert.equal('app.kubernetes.io/instance' in recommendedLabels({ ...described, app: 'minio' }), false);
});
