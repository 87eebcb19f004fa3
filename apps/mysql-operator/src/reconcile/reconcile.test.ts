import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { World } from '../../test/world.ts';
import { ApiError, type ApiErrorReason, type Cluster } from '../cluster/index.ts';
import type { Effect } from '../decide/index.ts';
import { liveObjects, type Objects } from '../observe/index.ts';
import type { StoredMySQL } from '../resource/index.ts';
import type { Log } from '../runtime/log.ts';
import type { Happening } from '../runtime/recorder.ts';
import { createInstanceMetrics } from './instance-metrics.ts';
import { createReconcile } from './reconcile.ts';

const key = { namespace: 'default', name: 'mysql-instance' };
const plurals: Readonly<Record<string, string>> = {
  mysqls: 'MySQL',
  namespaces: 'Namespace',
  secrets: 'Secret',
  persistentvolumes: 'PersistentVolume',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  services: 'Service',
  networkpolicies: 'NetworkPolicy',
  deployments: 'Deployment',
  jobs: 'Job',
};

/** The reconciler before a world; calls whose name is in `fails` get an error. All that is said is kept. */
const bench = (world: World, exitCodes: readonly number[] = [], known?: (cluster: Cluster) => Objects) => {
  const fails = new Map<string, ApiErrorReason>();
  const calls: string[] = [];
  const reads: string[] = [];
  const versions: (string | undefined)[] = [];
  const said: string[] = [];
  const events: Happening[] = [];
  const registry = new Registry();
  const codes = [...exitCodes];
  const stdins: string[] = [];
  const check = (call: string): void => {
    calls.push(call);
    const reason = fails.get(call);
    if (reason !== undefined)
      throw new ApiError(
        { status: 403, reason, call, objectName: undefined, causes: [], retryAfter: undefined },
        'exceeded quota',
      );
  };
  const resource = ({ plural, kind }: { readonly plural: string; readonly kind: string }) => ({
    get: async ({ name }: { readonly name: string }) => {
      reads.push(plural);
      return world.find(plurals[plural] ?? '', name);
    },
    list: async () => {
      reads.push(plural);
      return { items: world.pods, resourceVersion: '1' };
    },
    apply: async (object: Extract<Effect, { do: 'apply' }>['object']) => {
      check(`apply ${plural}`);
      world.perform({ do: 'apply', object });
      return world.find(kind, object.metadata.name ?? '');
    },
    applyStatus: async (_: unknown, status: object, { resourceVersion }: { readonly resourceVersion?: string }) => {
      check('status');
      versions.push(resourceVersion);
      const { mysql } = world;
      if (mysql !== undefined) mysql.status = status;
      return structuredClone(mysql);
    },
    patch: async (_: unknown, patch: { readonly metadata: { readonly finalizers: readonly string[] } }) => {
      check(`patch ${plural}`);
      const { mysql } = world;
      if (mysql !== undefined) mysql.metadata.finalizers = patch.metadata.finalizers;
      return mysql;
    },
    delete: async () => {
      check(`delete ${plural}`);
      return true;
    },
  });
  const cluster = {
    resource,
    exec: async (_: unknown, __: unknown, { command, stdin }: { command: readonly string[]; stdin: string }) => {
      calls.push(`exec ${command.join(' ')}`);
      stdins.push(stdin);
      return { exitCode: codes.shift() ?? 0, stdout: '1819\n', stderr: '', truncated: false };
    },
  } as unknown as Cluster;
  const write = (message: string, fields?: object): void => {
    said.push(`${message} ${JSON.stringify(fields)}`);
  };
  const log: Log = { debug: write, info: write, warn: write, error: write, with: () => log };
  const reconcile = createReconcile({
    cluster,
    ...(known === undefined ? {} : { known: known(cluster) }),
    recorder: { record: (_, happening) => void events.push(happening) },
    secrets: { add: () => undefined, scrub: (text) => text },
    metrics: createInstanceMetrics(registry),
    now: () => world.now,
  });
  const once = () => reconcile(key, { signal: new AbortController().signal, log });
  const settled = async (): Promise<void> => {
    for (let round = 0; round < 60; round++) {
      await once();
      world.tick();
    }
  };
  return { once, settled, fails, calls, reads, versions, said, events, stdins, cluster, registry };
};

const fresh = (password = 'otuspassword'): World => {
  const world = new World();
  world.apply({ password });
  return world;
};

test('a MySQL that is gone is nothing to do', async () => {
  assert.deepEqual(await bench(new World()).once(), {});
});

test('it takes one step at a time until the instance serves, and then writes nothing', async () => {
  const world = fresh();
  const { once, settled, calls } = bench(world);
  await once();
  assert.deepEqual(calls, ['status', 'patch mysqls']);
  await settled();
  assert.equal((world.mysql as unknown as StoredMySQL).status?.state, 'Ready');
  const before = calls.length;
  for (let again = 0; again < 5; again++) assert.deepEqual(await once(), {});
  assert.equal(calls.length, before);
});

test('what the API server refuses for good is told, and tried again later without a loop', async () => {
  const world = fresh();
  const { settled, once, fails, events } = bench(world);
  fails.set('apply persistentvolumes', 'Forbidden');
  await settled();
  const status = (world.mysql as unknown as StoredMySQL).status;
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  assert.equal(ready?.reason, 'Refused');
  assert.match(ready?.message ?? '', /exceeded quota/);
  assert.ok(((await once()).requeueAfter ?? 0) >= 60_000);
  assert.equal(events.filter(({ reason }) => reason === 'Refused').length <= 2, true);
  fails.clear();
  await settled();
  assert.equal((world.mysql as unknown as StoredMySQL).status?.state, 'Ready');
});

test('after a conflict it looks again soon; after an answer that may pass it throws', async () => {
  const world = fresh();
  const { once, fails } = bench(world);
  fails.set('patch mysqls', 'Conflict');
  assert.deepEqual(await once(), { requeueAfter: 200 });
  fails.set('patch mysqls', 'ServiceUnavailable');
  await assert.rejects(once(), /exceeded quota/);
});

test('a change of the password goes to the pod through standard input alone, and is told nowhere', async () => {
  const old = `canary-old'";$(id)`;
  const wanted = 'canary-new ü\\';
  const world = fresh(old);
  const { settled, calls, said, events, stdins } = bench(world);
  await settled();
  world.apply({ password: wanted });
  await settled();
  assert.deepEqual(stdins, [`${wanted}\n${old}\n\n`, `${wanted}\n\n`]);
  const everything = [...calls, ...said, JSON.stringify(events), JSON.stringify(world.mysql?.status)].join('\n');
  assert.equal(everything.includes('canary'), false);
});

test('a refusal of the server is kept in the Secret, and the step is not repeated at once', async () => {
  const world = fresh();
  const { settled, calls } = bench(world, [4]);
  await settled();
  world.apply({ password: 'weak' });
  await settled();
  const status = (world.mysql as unknown as StoredMySQL).status;
  assert.equal(status?.state, 'PasswordRefused');
  assert.match(status?.conditions?.find(({ type }) => type === 'CredentialsInSync')?.message ?? '', /1819/);
  assert.equal(calls.filter((call) => call.startsWith('exec')).length, 1);
});

test('a step in the pod whose outcome is unknown throws, and the Secret stays as it is', async () => {
  const world = fresh();
  const { settled, once } = bench(world, [5]);
  await settled();
  world.apply({ password: 'new' });
  await once();
  const before = world.find('Secret', 'mysql-instance-password')?.data;
  await assert.rejects(once(), /ended with 5/);
  assert.deepEqual(world.find('Secret', 'mysql-instance-password')?.data, before);
});

/** What reflectors hold when they are up to date, at no call. */
const reflected =
  (world: World) =>
  (cluster: Cluster): Objects => ({
    ...liveObjects(cluster),
    ...{ mysql: () => world.mysql as never, namespace: () => undefined, pods: () => world.pods as never },
    ...{
      secret: ({ name }) => world.find('Secret', name) as never,
      job: ({ name }) => world.find('Job', name) as never,
    },
    volume: (name) => world.find('PersistentVolume', name) as never,
    claim: ({ name }) => world.find('PersistentVolumeClaim', name) as never,
    service: ({ name }) => world.find('Service', name) as never,
    networkPolicy: ({ name }) => world.find('NetworkPolicy', name) as never,
    deployment: ({ name }) => world.find('Deployment', name) as never,
  });

test('when nothing is to be done no call is made; when only the MySQL changes, none but the one against its version', async () => {
  const world = fresh();
  const { once, settled, reads, calls, versions } = bench(world, [], reflected(world));
  const { mysql } = world;
  await once();
  assert.deepEqual([reads, calls], [[], ['status', 'patch mysqls']]);
  assert.deepEqual(versions, [(mysql as unknown as StoredMySQL).metadata.resourceVersion]);
  await settled();
  assert.equal((world.mysql as unknown as StoredMySQL).status?.state, 'Ready');
  const before = [reads.length, calls.length];
  await once();
  assert.deepEqual([reads.length, calls.length], before);
});

test('before a step the API server is asked, and what it says counts', async () => {
  const world = fresh();
  const { settled } = bench(world, [], reflected(world));
  await settled();
  const behind = bench(world, [], (cluster) => ({ ...reflected(world)(cluster), service: () => undefined }));
  await behind.once();
  assert.ok(behind.reads.includes('services'));
  assert.deepEqual(behind.calls, []);
});
