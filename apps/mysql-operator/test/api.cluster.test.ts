import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { connect } from '../src/cluster/connect.ts';
import type { Endpoint } from '../src/cluster/endpoint.ts';
import { type Cluster, configMaps, deployments, leases, pods, secrets } from '../src/cluster/index.ts';
import { systemClock } from '../src/runtime/clock.ts';
import { createLeaderElection } from '../src/runtime/leader-election.ts';
import { createReflector } from '../src/runtime/reflector.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy/fault-proxy.ts';
import { noLog } from './no-log.ts';
import { until } from './until.ts';

interface RealCluster {
  readonly url: string;
  readonly certificateAuthority: string;
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  readonly stop: () => Promise<void>;
}

interface ControlPlane {
  readonly startCluster: (options: object) => Promise<RealCluster>;
  readonly clusterObstacle: (options: object) => Promise<string | undefined>;
}

const entry = '../../../tools/control-plane/src/index.ts';
const controlPlane = (await import(entry).catch(() => undefined)) as ControlPlane | undefined;
const options = { controllers: false };
const obstacle =
  controlPlane === undefined ? 'there is no control plane here' : await controlPlane.clusterObstacle(options);
const skip = process.env.E2E_REQUIRED === '1' ? false : (obstacle ?? false);

const ref = { namespace: 'default', name: 'a' };
const map = (data: Readonly<Record<string, string>>, name = 'a') =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'default', name }, data }) as const;

describe('calls of a real API server', { skip }, () => {
  let real: RealCluster;
  let proxy: FaultProxy;
  let cluster: Cluster;

  before(async () => {
    if (controlPlane === undefined) throw new Error(String(obstacle));
    real = await controlPlane.startCluster(options);
    const { certificateAuthority, clientCertificate, clientKey } = real;
    const upstream: Endpoint = {
      server: new URL(real.url),
      namespace: 'default',
      credentials: async () => ({
        certificateAuthority,
        ...(clientCertificate === undefined ? {} : { clientCertificate }),
        ...(clientKey === undefined ? {} : { clientKey }),
      }),
    };
    proxy = await startFaultProxy({ upstream });
    const endpoint = { server: proxy.url, namespace: 'default', credentials: async () => ({}) };
    cluster = connect({ endpoint, userAgent: 'test/1', scrub: (text) => text, random: () => 0 });
  });
  after(async () => {
    await cluster?.close();
    await proxy?.close();
    await real?.stop();
  });

  it('its version is read', async () => {
    assert.equal((await cluster.version()).major, 1);
  });

  it('what is applied is made, changed, and nothing else of it is touched', async () => {
    const client = cluster.resource(configMaps);
    const made = await client.apply(map({ one: '1', two: '2' }));
    await client.patch(ref, { data: { others: 'x' } });
    const changed = await client.apply(map({ one: '1' }));
    assert.equal(changed.metadata.uid, made.metadata.uid);
    // `others` was set by this manager, too, but not by applying.
    assert.deepEqual(changed.data, { one: '1', others: 'x' });
    const same = await client.apply(map({ one: '1' }));
    assert.equal(same.metadata.resourceVersion, changed.metadata.resourceVersion);
  });

  it('another object of the name, and another state of the object, are conflicts', async () => {
    const client = cluster.resource(configMaps);
    const { metadata } = await client.apply(map({ one: '1' }));
    const { resourceVersion } = metadata;
    await assert.rejects(client.create(map({})), { reason: 'AlreadyExists' });
    await assert.rejects(client.apply(map({}), { uid: '00000000-0000-0000-0000-000000000000' }), {
      reason: 'Conflict',
    });
    await assert.rejects(client.apply(map({}, 'missing'), { uid: metadata.uid }), { reason: 'Conflict' });
    await client.patch(ref, { data: { more: 'y' } }, { resourceVersion });
    await assert.rejects(client.patch(ref, { data: { more: 'z' } }, { resourceVersion }), { reason: 'Conflict' });
    const operations = [{ op: 'add', path: '/data/more', value: 'z' }] as const;
    await assert.rejects(client.patch(ref, operations, { resourceVersion }), { reason: 'Conflict' });
    await assert.rejects(client.delete(ref, { resourceVersion }), { reason: 'Conflict' });
    await assert.rejects(client.delete(ref, { uid: 'x' }), { reason: 'Conflict' });
    assert.equal(await client.delete(ref, { uid: metadata.uid }), true);
    assert.equal(await client.delete(ref), false);
    assert.equal(await client.get(ref), undefined);
  });

  it('a refusal names the fields and none of the values', async () => {
    const bad = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace: 'default', name: 'CANARY' },
      spec: { selector: { matchLabels: { app: 'canary!' } }, template: { metadata: {}, spec: { containers: [] } } },
    } as const;
    await assert.rejects(cluster.resource(deployments).create(bad), (error: Error) => {
      assert.match(error.message, /422 Invalid: metadata\.name: Invalid value/);
      assert.match(error.message, /spec\.selector\.matchLabels: Invalid value: a valid label must/);
      assert.doesNotMatch(error.message.replace('default/CANARY', ''), /canary/i);
      return true;
    });
    const notBase64 = { apiVersion: 'v1', kind: 'Secret', metadata: ref, data: { password: 'canary value' } } as const;
    await assert.rejects(cluster.resource(secrets).create(notBase64), (error: Error) => {
      assert.doesNotMatch(error.message, /canary/);
      return true;
    });
  });

  it('a Pod that is not there runs nothing', async () => {
    await assert.rejects(cluster.exec(pods, ref, { container: 'a', command: ['true'] }), {
      code: 'REFUSED',
      status: 404,
    });
  });

  it('a reflector follows through cut connections, lists in pages, and reads metadata alone', async () => {
    const client = cluster.resource(configMaps);
    for (let i = 0; i < 30; i++) await client.apply(map({ value: 'old' }, `n${i}`));
    const stopping = new AbortController();
    const follow = <T extends { readonly metadata: { readonly name: string } }>(object: T) => JSON.stringify(object);
    const common = { clock: systemClock, random: () => 0, log: noLog, onChange: () => undefined, project: follow };
    const whole = createReflector({ source: client.source({ namespace: 'default' }), ...common });
    const bare = createReflector({ source: client.metadataSource({ namespace: 'default' }), ...common });
    const running = [whole.run(stopping.signal), bare.run(stopping.signal)];
    await Promise.all([whole.synced, bare.synced]);
    proxy.cutAll();
    await client.apply(map({ value: 'new' }, 'n7'));
    await client.delete({ namespace: 'default', name: 'n8' });
    const key = (name: string) => ({ namespace: 'default', name });
    await until(
      () => (whole.store.get(key('n7')) ?? '').includes('new') && whole.store.get(key('n8')) === undefined,
      () => 'a change was missed',
    );
    await until(
      () => bare.store.get(key('n8')) === undefined,
      () => 'a deletion was missed',
    );
    assert.ok([...bare.store.values()].every((text) => !text.includes('"data"') && !text.includes('managedFields')));
    stopping.abort();
    await Promise.all(running);
  });

  it('a lease is won, renewed and given back', async () => {
    const lease = { namespace: 'default', name: 'test' };
    const common = { cluster, lease, clock: systemClock, random: () => 0, log: noLog };
    const election = createLeaderElection({ ...common, identity: 'one' });
    const leaving = new AbortController();
    const running = election.run(leaving.signal);
    await election.acquired;
    const first = await cluster.resource(leases).get(lease);
    await until(
      () => proxy.exchanges.filter(({ method, path }) => method === 'PUT' && path.includes('/leases/')).length > 0,
      () => 'it was not renewed',
    );
    leaving.abort();
    assert.equal(await running, 'released');
    const last = await cluster.resource(leases).get(lease);
    assert.equal(first?.spec?.holderIdentity, 'one');
    assert.equal(last?.spec?.holderIdentity, '');
  });
});
