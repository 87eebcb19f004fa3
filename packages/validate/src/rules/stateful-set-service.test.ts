import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { object, service } from '../../test/sample-manifests.ts';
import { statefulSetService } from './stateful-set-service.ts';

const set = object('apps/v1', 'StatefulSet', {
  name: 'minio',
  spec: { serviceName: 'minio', template: { metadata: { labels: { app: 'minio' } }, spec: {} } },
});
const result = (...services: Parameters<typeof service>[0][]) =>
  codes(check(statefulSetService, [set, ...services.map(service)]));

test('a headless Service that selects the pods passes', () => {
  assert.deepEqual(result({ name: 'minio', spec: { clusterIP: 'None' } }), []);
});

test('no Service, an ordinary one and one for other pods are reported', () => {
  assert.deepEqual(result(), ['unknown-service minio']);
  assert.deepEqual(result({ name: 'minio' }), ['service-not-headless minio']);
  assert.deepEqual(result({ name: 'minio', spec: { clusterIP: 'None', selector: { app: 'x' } } }), [
    'service-not-headless minio',
  ]);
});
