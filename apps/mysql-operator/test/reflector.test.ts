import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { configMaps, type StoredOf } from '../src/cluster/index.ts';
import type { StoreChange } from '../src/runtime/reflected-store.ts';
import { createReflector } from '../src/runtime/reflector.ts';
import { behindProxy } from './behind-proxy.ts';
import { fastClock } from './fast-clock.ts';
import { noLog } from './no-log.ts';
import { until } from './until.ts';

interface Seen {
  readonly uid: string;
  readonly value: string | undefined;
}

const project = ({ metadata: { uid }, data }: StoredOf<typeof configMaps>): Seen => ({ uid, value: data?.value });

const pathOf = (name: string): string => `/api/v1/namespaces/default/configmaps/${name}`;

/** A reflector behind a fault proxy. Its changes are put together again, so that the store can be held to them. */
const reflect = async (t: TestContext, relistMilliseconds?: number) => {
  // A second of the reflector is 5 ms here.
  const clock = fastClock(200);
  const rig = await behindProxy(t, { clock, timeoutMilliseconds: 400_000 });
  const told: string[] = [];
  const rebuilt = new Map<string, Seen>();
  const onChange = ({ key, before, after }: StoreChange<Seen>, initial: boolean) => {
    assert.deepEqual(rebuilt.get(key.name), before, 'a change does not begin where the one before ended');
    if (before !== undefined && after !== undefined) assert.equal(before.uid, after.uid);
    if (after === undefined) rebuilt.delete(key.name);
    else rebuilt.set(key.name, after);
    told.push(`${initial ? 'initial ' : ''}${key.name} ${before?.value ?? '-'} > ${after?.value ?? '-'}`);
  };
  const reflector = createReflector({
    source: rig.cluster.resource(configMaps).source(),
    project,
    onChange,
    clock,
    random: () => 0.5,
    log: noLog,
    ...(relistMilliseconds === undefined ? {} : { relistMilliseconds }),
  });
  const stopping = new AbortController();
  const put = (name: string, value: string) => rig.api.put(pathOf(name), { data: { value } });
  const remove = (name: string) => rig.api.remove(pathOf(name));
  const values = () => [...reflector.store.values()].map(({ value }) => value);
  const start = () => {
    const running = reflector.run(stopping.signal);
    t.after(() => {
      stopping.abort();
      return running;
    });
    return running;
  };
  const shows = (...expected: readonly string[]) =>
    until(
      () => values().sort().join() === expected.toSorted().join(),
      () => `the store has ${values().join()}, told were:\n${told.join('\n')}`,
    );
  const watching = (count = 1) =>
    until(
      () => rig.proxy.exchanges.filter(({ watch, status }) => watch && status === 200).length >= count,
      () => 'there is no watch',
    );
  const lists = () => rig.proxy.exchanges.filter(({ watch }) => !watch).length;
  return { ...rig, reflector, told, put, remove, start, shows, watching, lists, stopping, rebuilt, clock };
};

test('what is there is listed in pages, what changes is watched, nothing is told twice', async (t) => {
  const { put, remove, start, shows, told, reflector, watching, proxy } = await reflect(t);
  for (let i = 0; i < 1001; i++) put(`n${i}`, 'x');
  assert.equal(reflector.isSynced, false);
  void start();
  await reflector.synced;
  assert.equal(reflector.store.size, 1001);
  assert.equal(proxy.exchanges.filter(({ path }) => path.includes('limit=500')).length, 3);
  assert.ok(told.every((line) => line.startsWith('initial')));
  await watching();
  put('n7', 'y');
  remove('n8');
  put('n1001', 'z');
  await shows(...Array.from({ length: 999 }, () => 'x'), 'y', 'z');
  assert.deepEqual(told.slice(1001), ['n7 x > y', 'n8 x > -', 'n1001 - > z']);
  assert.equal(reflector.store.get({ namespace: 'default', name: 'n7' })?.value, 'y');
});

test('a watch that the server ends goes on where it stopped, without a list', async (t) => {
  const { put, start, shows, proxy, lists, watching } = await reflect(t);
  proxy.inject({ match: { watch: true }, action: { cutAfter: 1, how: 'end' }, times: 3 });
  void start();
  await watching();
  put('a', '1');
  put('a', '2');
  put('a', '3');
  await shows('3');
  assert.equal(lists(), 1);
});

test('a bookmark is where the next watch begins', async (t) => {
  const { api, put, start, proxy, watching, lists, shows } = await reflect(t);
  void start();
  await watching();
  // Somebody else's object: the version goes on, and nobody tells the watch.
  for (let i = 0; i < 5; i++) api.put(`/api/v1/namespaces/default/secrets/s${i}`, {});
  api.bookmark();
  put('a', '1');
  await shows('1');
  proxy.cutAll();
  await watching(2);
  const from = /resourceVersion=(\d+)/.exec(proxy.exchanges.findLast(({ watch }) => watch)?.path ?? '')?.[1];
  assert.equal(from, '1006');
  assert.equal(lists(), 1);
});

for (const action of [
  { answer: 410 },
  { answer: 429, retryAfter: 1 },
  { answer: 500 },
  { answer: 503 },
  { reset: 'before' },
  { reset: 'after' },
  { silence: 'before' },
] as const) {
  test(`it goes on after ${JSON.stringify(action)} on the list`, async (t) => {
    const { put, start, shows, proxy } = await reflect(t);
    put('a', '1');
    proxy.inject({ match: { watch: false }, action });
    void start();
    await shows('1');
  });

  test(`it goes on after ${JSON.stringify(action)} on the watch`, async (t) => {
    const { put, start, shows, proxy, reflector } = await reflect(t);
    put('a', '1');
    proxy.inject({ match: { watch: true }, action, times: 2 });
    void start();
    await reflector.synced;
    put('a', '2');
    put('b', '3');
    await shows('2', '3');
  });
}

test('a watch that falls silent is given up, and nothing is missed', async (t) => {
  const { put, start, shows, proxy, watching, lists } = await reflect(t);
  proxy.inject({ match: { watch: true }, action: { cutAfter: 1, how: 'silence' } });
  void start();
  await watching();
  put('a', '1');
  put('a', '2');
  await shows('2');
  assert.equal(lists(), 1);
});

test('a state that is too old is listed anew; what was deleted meanwhile is told', async (t) => {
  const { api, put, remove, start, shows, proxy, watching, lists, told } = await reflect(t);
  put('a', '1');
  put('b', '1');
  void start();
  await watching();
  proxy.inject({ match: { watch: true }, action: { reset: 'before' } });
  proxy.cutAll();
  remove('a');
  put('b', '2');
  put('c', '1');
  api.compact();
  await shows('1', '2');
  assert.equal(lists(), 2);
  assert.deepEqual(told.slice(2).sort(), ['a 1 > -', 'b 1 > 2', 'c - > 1']);
});

test('an ERROR event other than 410 is not overheard', async (t) => {
  const { put, start, shows, proxy, watching } = await reflect(t);
  const error = { type: 'ERROR', object: { kind: 'Status', code: 500, reason: 'InternalError' } };
  proxy.inject({ match: { watch: true }, action: { lines: () => [JSON.stringify(error)] } });
  void start();
  await watching();
  put('a', '1');
  await shows('1');
});

test('an object made anew while nobody looked is told as one that went and one that came', async (t) => {
  const { api, put, remove, start, shows, proxy, watching, told } = await reflect(t);
  put('a', 'old');
  void start();
  await watching();
  proxy.inject({ match: { watch: true }, action: { reset: 'before' } });
  proxy.cutAll();
  remove('a');
  put('a', 'new');
  api.compact();
  await shows('new');
  assert.deepEqual(told.slice(1), ['a old > -', 'a - > new']);
});

test('events that come twice, or again from long ago, change nothing', async (t) => {
  const { put, remove, start, shows, proxy, watching, told } = await reflect(t);
  const earlier: string[] = [];
  const action = {
    lines: (line: string) => {
      earlier.push(line);
      return [line, line, ...earlier];
    },
  };
  proxy.inject({ match: { watch: true }, action });
  void start();
  await watching();
  put('a', '1');
  put('a', '2');
  remove('a');
  put('b', '3');
  await shows('3');
  assert.deepEqual(told, ['a - > 1', 'a 1 > 2', 'a 2 > -', 'b - > 3']);
});

test('events that were lost are made good by the next list', async (t) => {
  const { put, remove, start, shows, proxy, watching } = await reflect(t, 20_000);
  put('a', '1');
  put('b', '1');
  proxy.inject({ match: { watch: true }, action: { lines: () => [] }, times: 2 });
  void start();
  await watching();
  put('a', '2');
  remove('b');
  put('c', '3');
  await shows('2', '3');
});

test('a list that is older than what was seen is not believed', async (t) => {
  const { put, remove, start, shows, proxy, watching, told, lists } = await reflect(t, 20_000);
  put('a', '1');
  proxy.inject({ match: { watch: false }, action: { stale: true }, skip: 1, times: 3 });
  void start();
  await watching();
  put('a', '2');
  put('b', '1');
  remove('b');
  await shows('2');
  await until(
    () => lists() >= 5,
    () => `${lists()} lists`,
  );
  assert.deepEqual(told, ['initial a - > 1', 'a 1 > 2', 'b - > 1', 'b 1 > -']);
});

test('a server that ends each watch at once is asked ever less often', async (t) => {
  const { start, proxy, reflector, clock } = await reflect(t);
  proxy.inject({ match: { watch: true }, action: { answer: 200, body: '' }, times: 1000 });
  void start();
  await reflector.synced;
  const started = clock.now();
  const asked = () => proxy.exchanges.filter(({ watch }) => watch).length;
  await until(
    () => asked() >= 5,
    () => `${asked()} watches`,
  );
  // 0.6, 1.2, 2.4 and 4.8 seconds lie between the five.
  assert.ok(clock.now() - started > 8000, `${asked()} watches in ${clock.now() - started} ms`);
});

test('stopping stops: no call comes after, whatever it was doing', async (t) => {
  for (const action of [undefined, { silence: 'before' }, { answer: 500 }] as const) {
    const { start, proxy, stopping, watching } = await reflect(t);
    if (action !== undefined) proxy.inject({ match: {}, action, times: 100 });
    const running = start();
    if (action === undefined) await watching();
    else await until(() => proxy.exchanges.length > 0, String);
    stopping.abort();
    await running;
    // One that was under way arrives still.
    await new Promise((resolve) => setTimeout(resolve, 150));
    const calls = proxy.exchanges.length;
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(proxy.exchanges.length, calls);
  }
});

test('metadata alone is all that crosses the network when nothing else is asked for', async (t) => {
  const { api, cluster } = await behindProxy(t);
  api.put(pathOf('a'), { data: { value: 'secret' } });
  const source = cluster.resource(configMaps).metadataSource({ namespace: 'default' });
  const { items } = await source.list({ limit: 10, signal: t.signal });
  assert.deepEqual(Object.keys(items[0] ?? {}), ['metadata']);
});
