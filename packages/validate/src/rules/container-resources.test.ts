import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { container, deployment, object } from '../../test/sample-manifests.ts';
import { containerResources } from './container-resources.ts';

const all = { cpu: '100m', memory: '64Mi' };
const bare = { containers: [container()] };
const result = (resources: object) =>
  codes(check(containerResources, [deployment({ name: 'web', pod: { containers: [container({ resources })] } })]));

test('a long-running container states requests and limits', () => {
  assert.deepEqual(result({ requests: all, limits: all }), []);
  assert.deepEqual(result({}), ['missing-requests web', 'missing-limits web']);
  assert.deepEqual(result({ requests: all }), ['missing-limits web']);
  assert.deepEqual(result({ requests: all, limits: { memory: '64Mi' } }), ['missing-limits web']);
});

test('a limit is a request where none is stated', () => {
  assert.deepEqual(result({ limits: all }), []);
});

test('Jobs, pods that end and init containers are left alone; a sidecar and a DaemonSet are not', () => {
  const job = object('batch/v1', 'Job', { name: 'job', spec: { template: { spec: bare } } });
  const pod = object('v1', 'Pod', { name: 'pod', spec: { restartPolicy: 'Never', ...bare } });
  assert.deepEqual(check(containerResources, [job, pod]), []);
  const init = (fields: object) =>
    deployment({
      name: 'web',
      pod: { containers: [container({ resources: { limits: all } })], initContainers: [container(fields)] },
    });
  assert.deepEqual(check(containerResources, [init({})]), []);
  assert.equal(check(containerResources, [init({ restartPolicy: 'Always' })]).length, 2);
  assert.equal(
    check(containerResources, [object('apps/v1', 'DaemonSet', { name: 'd', spec: { template: { spec: bare } } })])
      .length,
    2,
  );
});

test('resources of the whole pod count for its containers', () => {
  assert.deepEqual(
    check(containerResources, [deployment({ name: 'web', pod: { resources: { limits: all, requests: all } } })]),
    [],
  );
});

test('a request above the limit is refused, whatever the units', () => {
  assert.deepEqual(result({ requests: { cpu: '1', memory: '64Mi' }, limits: { cpu: '500m', memory: '1Gi' } }), [
    'request-above-limit web',
  ]);
  assert.deepEqual(result({ requests: { cpu: '0.5', memory: '1024Mi' }, limits: { cpu: '500m', memory: '1Gi' } }), []);
});
