import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { configMaps, secrets } from '../src/cluster/index.ts';
import { createController } from '../src/runtime/controller.ts';
import { createMetrics } from '../src/runtime/metrics.ts';
import type { Reconcile } from '../src/runtime/reconcile.ts';
import { behindProxy } from './behind-proxy.ts';
import { fastClock } from './fast-clock.ts';
import { noLog } from './no-log.ts';
import { until } from './until.ts';

/** Follows ConfigMaps, and Secrets that belong to the ConfigMap that their label names. */
const rig = async (t: TestContext, reconcile: Reconcile) => {
  const clock = fastClock(20);
  const { api, cluster } = await behindProxy(t, { clock });
  const controller = createController({
    name: 'test',
    workers: 2,
    timeoutMilliseconds: 2000,
    clock,
    random: () => 0,
    log: noLog,
    metrics: createMetrics(),
  });
  const maps = controller.follow({
    source: cluster.resource(configMaps).source(),
    project: ({ data }) => data ?? {},
    keyOf: (key) => key,
  });
  controller.follow({
    source: cluster.resource(secrets).metadataSource(),
    project: ({ metadata }) => metadata.labels?.owner ?? '',
    keyOf: ({ namespace }, owner) => (owner === '' ? undefined : { namespace, name: owner }),
  });
  const seen: string[] = [];
  const put = (kind: 'configmaps' | 'secrets', name: string, object: object = {}) =>
    api.put(`/api/v1/namespaces/shop/${kind}/${name}`, object);
  const start = async () => {
    await controller.start();
    controller.work((key, context) => {
      seen.push(key.name);
      return reconcile(key, context);
    });
  };
  t.after(() => controller.stop(0));
  const sees = (count: number) =>
    until(
      () => seen.length >= count,
      () => `seen: ${seen.join()}`,
    );
  return { api, controller, maps, put, start, seen, sees };
};

test('a change of an object, or of one that belongs to it, is a reason to reconcile, also when it goes to another owner', async (t) => {
  const { put, start, seen, sees, maps } = await rig(t, async () => ({}));
  put('configmaps', 'a');
  await start();
  await sees(1);
  assert.equal(maps.size, 1);
  put('secrets', 's', { metadata: { labels: { owner: 'b' } } });
  await sees(2);
  put('secrets', 's', { metadata: { labels: { owner: 'a' } } });
  await sees(4);
  assert.deepEqual([seen[0], seen[1], seen.slice(2).sort()], ['a', 'b', ['a', 'b']]);
});

test('nothing is reconciled before everything is known', async (t) => {
  const { put, controller, seen } = await rig(t, async () => ({}));
  put('configmaps', 'a');
  await controller.start();
  assert.deepEqual(controller.readiness(), []);
  assert.deepEqual(seen, []);
});

test('what asks to be looked at again is, and what fails is, too', async (t) => {
  const { put, start, seen, sees } = await rig(t, async ({ name }) => {
    if (name === 'fails') throw new Error('no');
    return name === 'again' ? { requeueAfter: 100 } : {};
  });
  for (const name of ['again', 'fails', 'once']) put('configmaps', name);
  await start();
  await sees(8);
  const count = (name: string) => seen.filter((one) => one === name).length;
  assert.equal(count('once'), 1);
  assert.ok(count('again') > 1 && count('fails') > 1, seen.join());
});

test('a reconciliation that takes too long is told so, and does not hold up the others', async (t) => {
  let told: unknown;
  const { put, start, seen, sees } = await rig(t, async ({ name }, { signal }) => {
    if (name !== 'slow') return {};
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    told = signal.reason;
    return {};
  });
  for (const name of ['slow', 'a', 'b', 'c']) put('configmaps', name);
  await start();
  await sees(4);
  await until(
    () => told !== undefined,
    () => 'it was not told',
  );
  assert.match(String(told), /no end after 2 s/);
  assert.deepEqual(seen.toSorted(), ['a', 'b', 'c', 'slow']);
});

test('one that does not heed that is bad health', async (t) => {
  const { put, start, sees, controller } = await rig(t, () => new Promise(() => undefined));
  put('configmaps', 'a');
  await start();
  await sees(1);
  assert.deepEqual(controller.health(), []);
  await until(
    () => controller.health().length === 1,
    () => 'it is healthy',
  );
  assert.match(controller.health()[0] ?? '', /hangs for \d+ s/);
  assert.equal(await controller.stop(0), false);
});

test('hundreds of looks that wait for nothing let everything else come through between them', async (t) => {
  const { put, start, seen, sees } = await rig(t, async () => ({}));
  for (let i = 0; i < 300; i++) put('configmaps', `map-${i}`);
  let turns = 0;
  await start();
  const count = (): void => {
    if (seen.length >= 300) return;
    turns++;
    setImmediate(count);
  };
  setImmediate(count);
  await sees(300);
  assert.ok(turns > 50, `${turns} turns`);
});
