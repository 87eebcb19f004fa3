import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { configMaps, events, leases } from '../src/cluster/index.ts';
import { behindProxy } from './behind-proxy.ts';
import { type RunningOperator, runProgram } from './run-program.ts';
import { until } from './until.ts';

const rig = async (t: TestContext) => {
  const { api, proxy, cluster } = await behindProxy(t);
  const put = (name: string, data: Readonly<Record<string, string>>) =>
    api.put(`/api/v1/namespaces/shop/configmaps/${name}`, { metadata: { labels: { copy: '' } }, data });
  const start = (env: Readonly<Record<string, string>> = {}) =>
    runProgram(t, 'copy-config-maps.ts', { API_SERVER: proxy.url.href, POD_NAMESPACE: 'operators', ...env });
  const copies = async () => {
    const { items } = await cluster.resource(configMaps).list();
    return items.filter(({ metadata }) => metadata.name.endsWith('-copy')).map(({ data }) => data?.value);
  };
  const holder = async () => {
    const lease = await cluster.resource(leases).get({ namespace: 'operators', name: 'copy-config-maps' });
    return lease?.spec?.holderIdentity;
  };
  return { api, proxy, cluster, put, start, copies, holder };
};

const says = (operator: RunningOperator, message: string, count = 1) =>
  until(
    () => operator.lines().filter((line) => line.message === message).length >= count,
    () => `"${message}" was not said:\n${operator.output()}`,
  );

const probe = async (operator: RunningOperator, path: string) => {
  const { port } = operator.lines().find(({ message }) => message === 'starting') ?? {};
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: answer.status, text: await answer.text() };
};

test('an operator that is asked to stop ends what it does, gives the lease back and exits with 0', async (t) => {
  const { put, start, copies, holder } = await rig(t);
  put('a', { value: '1', delay: '400' });
  const operator = start();
  await says(operator, 'synced');
  assert.match((await holder()) ?? '', /^mysql-operator_/);
  operator.kill('SIGTERM');
  assert.equal(await operator.ended, 0, operator.output());
  assert.deepEqual(await copies(), ['1']);
  assert.equal(await holder(), '');
});

test('one that works for longer than the grace period is told to stop', async (t) => {
  const { put, start, copies } = await rig(t);
  put('a', { value: '1', delay: '1500' });
  const operator = start({ GRACE_SECONDS: '0' });
  await says(operator, 'synced');
  operator.kill('SIGTERM');
  assert.equal(await operator.ended, 0, operator.output());
  assert.deepEqual(await copies(), []);
});

test('of two operators one acts; the other takes over when it goes', async (t) => {
  const { put, start, copies, proxy } = await rig(t);
  const first = start();
  await says(first, 'synced');
  const second = start();
  await says(second, 'starting');
  put('a', { value: '1' });
  await says(first, 'copied');
  assert.deepEqual(
    second.lines().filter(({ message }) => message === 'copied'),
    [],
  );
  first.kill('SIGTERM');
  assert.equal(await first.ended, 0);
  await says(second, 'synced');
  put('b', { value: '2' });
  await until(
    () => second.lines().filter(({ message }) => message === 'copied').length >= 2,
    () => second.output(),
  );
  assert.deepEqual((await copies()).sort(), ['1', '2']);
  assert.ok(proxy.writes > 0);
});

test('an operator whose lease is taken stops acting and exits with 1, to be started anew', async (t) => {
  const { api, start, proxy } = await rig(t);
  const operator = start();
  await says(operator, 'synced');
  proxy.inject({ match: { method: 'PUT', path: /leases/ }, action: { answer: 500 }, times: 100 });
  proxy.inject({ match: { method: 'GET', path: /leases/ }, action: { answer: 500 }, times: 100 });
  api.put('/apis/coordination.k8s.io/v1/namespaces/operators/leases/copy-config-maps', {
    spec: { holderIdentity: 'x' },
  });
  assert.equal(await operator.ended, 1, operator.output());
  assert.match(operator.output(), /the lease was lost/);
});

test('health, readiness and metrics are served', async (t) => {
  const { put, start, proxy } = await rig(t);
  put('a', { value: '1' });
  proxy.inject({ match: { path: /configmaps\?/ }, action: { answer: 500 }, times: 3 });
  const operator = start({ LEADER_ELECT: 'false' });
  await says(operator, 'starting');
  assert.deepEqual(await probe(operator, '/readyz'), { status: 503, text: 'configmaps: not listed yet\n' });
  assert.equal((await probe(operator, '/healthz')).status, 200);
  await says(operator, 'copied');
  assert.equal((await probe(operator, '/readyz')).text, 'ok\n');
  assert.equal((await probe(operator, '/else')).status, 404);
  const { text } = await probe(operator, '/metrics');
  for (const line of [
    'controller_runtime_reconcile_total{controller="mysql",result="success"} 1',
    'workqueue_depth{name="mysql",controller="mysql"} 0',
    'workqueue_adds_total{name="mysql",controller="mysql"} 1',
    'leader_election_master_status{name="copy-config-maps"} 1',
    'mysql_operator_cached_objects{resource="configmaps"} 1',
    /rest_client_requests_total\{code="200",method="PATCH",host="127\.0\.0\.1:\d+"\} 1/,
    /process_resident_memory_bytes \d+/,
    /nodejs_eventloop_lag_seconds \d/,
  ]) {
    if (typeof line === 'string') assert.ok(text.split('\n').includes(line), `${line}\n${text}`);
    else assert.match(text, line);
  }
});

test('no registered secret is in anything that an operator writes', async (t) => {
  const { cluster, put, start, proxy } = await rig(t);
  const secret = 'it\'s "canary"; $(id)';
  put('a', { value: '1', secret });
  const operator = start({ LEADER_ELECT: 'false' });
  await says(operator, 'copied');
  proxy.inject({
    match: { method: 'PATCH' },
    action: { answer: 500, body: JSON.stringify({ kind: 'Status', message: secret }) },
    times: 9,
  });
  put('a', { value: '2', secret });
  await says(operator, 'the reconciliation failed and will be tried again');
  operator.kill('SIGTERM');
  await operator.ended;
  const { items } = await cluster.resource(events).list();
  assert.ok(items.length > 0);
  const everything = operator.output() + JSON.stringify(items);
  assert.equal(everything.includes('canary'), false, everything);
});

test('killed at each write, before and after it, an operator ends where an undisturbed one does', async (t) => {
  let writes = 1;
  for (let write = 1; write <= writes; write++) {
    for (const phase of ['before', 'after'] as const) {
      const { put, start, copies, proxy } = await rig(t);
      put('a', { value: '1' });
      put('b', { value: '2' });
      let operator: RunningOperator | undefined;
      proxy.onWrite(async (moment) => {
        if (moment.number !== write || moment.phase !== phase) return;
        operator?.kill('SIGKILL');
        await operator?.ended;
      });
      operator = start({ LEADER_ELECT: 'false' });
      await operator.ended;
      operator = start({ LEADER_ELECT: 'false' });
      await says(operator, 'copied', 2);
      assert.deepEqual((await copies()).sort(), ['1', '2'], `killed ${phase} write ${write}`);
      operator.kill('SIGTERM');
      assert.equal(await operator.ended, 0);
      writes = Math.max(writes, 2);
    }
  }
});

test('settings that are wrong are told in one line, and the operator exits with 2', async (t) => {
  const operator = runProgram(t, 'copy-config-maps.ts', { PORT: 'http' });
  assert.equal(await operator.ended, 2);
  assert.match(String(operator.lines()[0]?.message), /^PORT is "http"/);
});

test('without a cluster around it or a kubeconfig the operator says what it needs', async (t) => {
  const operator = runProgram(t, 'copy-config-maps.ts', { KUBERNETES_SERVICE_HOST: '127.0.0.1' });
  assert.equal(await operator.ended, 2);
  assert.match(
    operator.output(),
    /serviceaccount\/(token|namespace|ca\.crt) cannot be read; give the Pod a service account/,
  );
});
