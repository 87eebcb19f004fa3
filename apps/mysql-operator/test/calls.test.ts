import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type ApiErrorReason, configMaps, isApiError } from '../src/cluster/index.ts';
import { behindProxy } from './behind-proxy.ts';

const ref = { namespace: 'default', name: 'a' };
const path = '/api/v1/namespaces/default/configmaps/a';
const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: ref, data: { key: '1' } } as const;

const reasonOf = async (work: Promise<unknown>): Promise<ApiErrorReason | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (isApiError(error)) return error.reason;
    throw error;
  }
};

const calls = async (t: TestContext, options = {}) => {
  const rig = await behindProxy(t, options);
  return { ...rig, client: rig.cluster.resource(configMaps) };
};

test('three hundred calls in a row share one connection, and thirty at once a few', async (t) => {
  const { api, client, proxy } = await calls(t);
  api.put(path, manifest);
  for (let i = 0; i < 300; i++) await client.get(ref);
  assert.equal(proxy.exchanges.length, 300);
  assert.equal(proxy.connections, 1);
  for (let i = 0; i < 10; i++) await Promise.all(Array.from({ length: 30 }, () => client.get(ref)));
  assert.ok(proxy.connections <= 30, `${proxy.connections} connections`);
});

test('an object is made, read, changed and deleted; managed fields stay with the API server', async (t) => {
  const { client } = await calls(t);
  assert.equal(await client.get(ref), undefined);
  const made = await client.create(manifest);
  assert.equal('managedFields' in made.metadata, false);
  assert.equal(await reasonOf(client.create(manifest)), 'AlreadyExists');
  const patched = await client.patch(ref, { data: { key: '2' } }, { resourceVersion: made.metadata.resourceVersion });
  assert.deepEqual(patched.data, { key: '2' });
  assert.equal(await reasonOf(client.replace(made)), 'Conflict');
  assert.equal(
    await reasonOf(client.patch(ref, { data: {} }, { resourceVersion: made.metadata.resourceVersion })),
    'Conflict',
  );
  assert.equal(await reasonOf(client.apply(manifest, { uid: 'another' })), 'Conflict');
  assert.equal(await reasonOf(client.delete(ref, { uid: 'another' })), 'Conflict');
  assert.equal(await client.delete(ref, { uid: made.metadata.uid }), true);
  assert.equal(await client.delete(ref), false);
});

test('a list comes in pages and says where the next one begins', async (t) => {
  const { api, client } = await calls(t);
  for (const name of ['a', 'b', 'c']) api.put(path.replace(/a$/, name), manifest);
  const first = await client.list({ namespace: 'default', limit: 2 });
  assert.deepEqual(
    first.items.map(({ metadata }) => metadata.name),
    ['a', 'b'],
  );
  assert.deepEqual(
    first.items.map((item) => [item.apiVersion, item.kind]),
    Array(2).fill(['v1', 'ConfigMap']),
    'the API server lists items without their kind',
  );
  const second = await client.list({ limit: 2, continueToken: first.continueToken ?? '' });
  assert.deepEqual(
    second.items.map(({ metadata }) => metadata.name),
    ['c'],
  );
  assert.equal(second.continueToken, undefined);
});

test('a kind that the API server does not know is an error, not an object that is gone', async (t) => {
  const { client, proxy } = await calls(t);
  proxy.inject({ match: {}, action: { answer: 404, body: '404 page not found\n' } });
  assert.equal(await reasonOf(client.get(ref)), 'NotFound');
  proxy.inject({ match: {}, action: { answer: 404, body: '404 page not found\n' } });
  assert.equal(await reasonOf(client.delete(ref)), 'NotFound');
});

test('a server that asks to be left alone is asked again when it said, even to create', async (t) => {
  const { client, proxy } = await calls(t);
  proxy.inject({ match: { method: 'POST' }, action: { answer: 429, retryAfter: 1 } });
  const started = performance.now();
  await client.create(manifest);
  assert.ok(performance.now() - started >= 1000);
  assert.deepEqual(
    proxy.exchanges.map(({ status }) => status),
    [429, 201],
  );
});

test('a server that asks to be left alone for long is not waited for', async (t) => {
  const { client, proxy } = await calls(t);
  proxy.inject({ match: {}, action: { answer: 503, retryAfter: 3600 } });
  await assert.rejects(client.get(ref), { reason: 'ServiceUnavailable', retryAfter: 3_600_000 });
});

for (const action of [{ answer: 500 }, { answer: 503 }, { reset: 'before' }, { reset: 'after' }] as const) {
  test(`what does no harm twice is repeated after ${JSON.stringify(action)}`, async (t) => {
    const { api, client, proxy } = await calls(t);
    proxy.inject({ match: {}, action });
    const { metadata } = await client.apply(manifest);
    proxy.inject({ match: {}, action });
    assert.equal((await client.get(ref))?.metadata.uid, metadata.uid);
    proxy.inject({ match: {}, action });
    await client.delete(ref);
    assert.throws(() => api.remove(path));
  });

  test(`nothing is made twice after ${JSON.stringify(action)}`, async (t) => {
    const { client, proxy } = await calls(t);
    proxy.inject({ match: {}, action });
    await assert.rejects(client.create(manifest), { name: 'ApiError' });
    assert.equal(proxy.exchanges.length, 1);
  });
}

test('a server that never answers is an error that says after how long', async (t) => {
  const { client, proxy } = await calls(t, { timeoutMilliseconds: 50, maxRetries: 0 });
  proxy.inject({ match: {}, action: { silence: 'before' } });
  await assert.rejects(client.get(ref), {
    reason: 'Timeout',
    message: /^get configmaps default\/a: no answer within 0\.05 s$/,
  });
});

test('retries end', async (t) => {
  const { client, proxy } = await calls(t, { maxRetries: 2 });
  proxy.inject({ match: {}, action: { answer: 500 }, times: 9 });
  await assert.rejects(client.get(ref), { reason: 'InternalError', status: 500 });
  assert.equal(proxy.exchanges.length, 3);
});

test('a write is refused, and one that runs is cut off, when the program must not write any more', async (t) => {
  let leading: AbortController | undefined;
  const permit = () => {
    if (leading === undefined) throw new Error('not the leader');
    return leading.signal;
  };
  const { client, proxy } = await calls(t, { permit });
  await assert.rejects(client.create(manifest), /not the leader/);
  assert.equal(await client.get(ref), undefined);
  assert.equal(proxy.writes, 0);
  leading = new AbortController();
  proxy.inject({ match: {}, action: { silence: 'before' } });
  const running = assert.rejects(client.apply(manifest), /lost/);
  setTimeout(() => leading?.abort(new Error('lost')), 20);
  await running;
  assert.equal(proxy.writes, 1);
});

test('every try is counted, with its status', async (t) => {
  const records: (readonly [string, number | undefined, number])[] = [];
  const onCall = ({ method, status, attempt }: { method: string; status: number | undefined; attempt: number }) =>
    records.push([method, status, attempt]);
  const { client, proxy } = await calls(t, { onCall });
  proxy.inject({ match: {}, action: { reset: 'before' } });
  proxy.inject({ match: {}, action: { answer: 503 }, skip: 1 });
  await client.get(ref);
  assert.deepEqual(records, [
    ['GET', undefined, 0],
    ['GET', 503, 1],
    ['GET', 404, 2],
  ]);
});

test('names are escaped in paths, and those that would change the path are refused', async (t) => {
  const { client, proxy } = await calls(t);
  await client.get({ namespace: 'a/b', name: 'c?d' });
  assert.equal(proxy.exchanges[0]?.path, '/api/v1/namespaces/a%2Fb/configmaps/c%3Fd');
  await assert.rejects(client.get({ namespace: 'default', name: '..' }), TypeError);
  await assert.rejects(client.delete({ namespace: 'default', name: '' }), TypeError);
});

test('the version of a managed cluster is read', async (t) => {
  const { cluster } = await calls(t);
  assert.deepEqual(await cluster.version(), { major: 1, minor: 34, gitVersion: 'v1.34.2-fake' });
});
