import assert from 'node:assert/strict';
import { clusterTests, tryUpdate } from '../src/index.ts';

const test = await clusterTests();

const template = (app: string) => ({
  metadata: { labels: { app } },
  spec: { containers: [{ name: 'web', image: 'example.invalid/web:1' }] },
});

const deployment = (app: string, replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  spec: { replicas, selector: { matchLabels: { app } }, template: template(app) },
});

const job = (parallelism: number, image: string) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'work', namespace: 'default' },
  spec: {
    parallelism,
    template: { spec: { restartPolicy: 'Never', containers: [{ name: 'work', image: `example.invalid/${image}` }] } },
  },
});

const claim = (storage: string, labels: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'default', labels },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});

test('a change of a field that may change is accepted', async (cluster) => {
  assert.deepEqual(await tryUpdate(cluster, deployment('a', 1), deployment('a', 2)), { accepted: true });
  assert.deepEqual(await tryUpdate(cluster, job(1, 'a:1'), job(2, 'a:1')), { accepted: true });
  assert.deepEqual(await tryUpdate(cluster, claim('1Gi'), claim('1Gi', { a: 'b' })), { accepted: true });
});

test('a change of one that may not is refused, with the words of the API server', async (cluster) => {
  const cases = [
    [deployment('a', 1), deployment('b', 1), /spec\.selector: .*field is immutable/],
    [job(1, 'a:1'), job(1, 'a:2'), /spec\.template: .*field is immutable/],
    [claim('1Gi'), claim('2Gi'), /spec is immutable after creation/],
  ] as const;
  for (const [base, changed, words] of cases) {
    const outcome = await tryUpdate(cluster, base, changed);
    assert.match(outcome.accepted ? 'accepted' : outcome.message, words);
  }
});

test('an object to start from that is refused is an error of whoever asks', async (cluster) => {
  await assert.rejects(tryUpdate(cluster, claim('a lot'), claim('1Gi')), /the object to start from is refused/);
});
