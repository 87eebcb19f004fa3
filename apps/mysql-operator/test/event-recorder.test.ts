import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { events } from '../src/cluster/index.ts';
import { createEventRecorder } from '../src/runtime/event-recorder.ts';
import { behindProxy } from './behind-proxy.ts';
import { manualClock } from './manual-clock.ts';
import { noLog } from './no-log.ts';

const about = { apiVersion: 'otus.homework/v1', kind: 'MySQL', namespace: 'shop', name: 'orders', uid: 'u1' };
const failed = { type: 'Warning', reason: 'BackupFailed', action: 'Backup', note: 'no space left' } as const;

const rig = async (t: TestContext) => {
  const { api, cluster, proxy } = await behindProxy(t);
  const clock = manualClock();
  const recorder = createEventRecorder({
    cluster,
    controller: 'otus.homework/mysql-operator',
    instance: 'pod-1',
    scrub: (text) => text.replaceAll('hunter2', '***'),
    clock,
    log: noLog,
  });
  const all = async () => (await cluster.resource(events).list()).items;
  return { api, clock, recorder, all, proxy };
};

test('an event says what happened to what, when and who saw it', async (t) => {
  const { recorder, all } = await rig(t);
  recorder.record(about, { ...failed, note: `cannot use hunter2: ${'é'.repeat(2000)}` });
  await recorder.flush();
  const [event] = await all();
  assert.equal(event?.metadata.namespace, 'shop');
  assert.match(event?.metadata.name ?? '', /^orders\.[0-9a-f]{16}$/);
  assert.deepEqual(event?.regarding, about);
  assert.deepEqual(
    [event?.type, event?.reason, event?.action, event?.eventTime, event?.reportingController, event?.reportingInstance],
    ['Warning', 'BackupFailed', 'Backup', '1970-01-01T00:00:00.000000Z', 'otus.homework/mysql-operator', 'pod-1'],
  );
  assert.match(event?.note ?? '', /^cannot use \*\*\*: é+…$/);
  assert.ok(Buffer.byteLength(event?.note ?? '') <= 1024);
});

test('what happens again within minutes is counted, what happens after that is new', async (t) => {
  const { recorder, all, clock } = await rig(t);
  for (let i = 0; i < 3; i++) recorder.record(about, failed);
  recorder.record(about, { ...failed, note: 'something else' });
  await recorder.flush();
  assert.deepEqual((await all()).map(({ series }) => series?.count).sort(), [3, undefined]);
  clock.advance(7 * 60_000);
  recorder.record(about, failed);
  await recorder.flush();
  assert.equal((await all()).length, 3);
});

test('an event that the API server has forgotten is written anew', async (t) => {
  const { api, recorder, all } = await rig(t);
  recorder.record(about, failed);
  await recorder.flush();
  const [first] = await all();
  api.remove(`/apis/events.k8s.io/v1/namespaces/shop/events/${first?.metadata.name}`);
  recorder.record(about, failed);
  await recorder.flush();
  assert.equal((await all()).length, 1);
});

test('one object cannot flood the API server, and does not silence others', async (t) => {
  const { recorder, all, clock, proxy } = await rig(t);
  for (let i = 0; i < 100; i++) recorder.record(about, { ...failed, note: `try ${i}` });
  recorder.record({ ...about, name: 'users', uid: 'u2' }, failed);
  await recorder.flush();
  assert.equal((await all()).length, 26);
  clock.advance(5 * 60_000);
  const before = proxy.writes;
  for (let i = 0; i < 9; i++) recorder.record(about, { ...failed, note: `later ${i}` });
  await recorder.flush();
  assert.equal(proxy.writes - before, 1);
});

test('an API server that takes no events stops nobody', async (t) => {
  const { recorder, proxy, all } = await rig(t);
  proxy.inject({ match: { write: true }, action: { answer: 403 } });
  recorder.record(about, failed);
  recorder.record(about, failed);
  await recorder.flush();
  assert.equal((await all()).length, 1);
});
