import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { manualClock } from '../../test/manual-clock.ts';
import { EndpointError } from './endpoint.ts';
import { inCluster } from './in-cluster.ts';

const account = async (t: TestContext, files: Readonly<Record<string, string>>) => {
  const folder = await mkdtemp(join(tmpdir(), 'account-'));
  t.after(() => rm(folder, { recursive: true }));
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  for (const [name, text] of Object.entries(files)) await write(name, text);
  return { folder, write };
};

const files = { token: 'first\n', 'ca.crt': 'PEM', namespace: 'operators\n' };

test('a Pod finds its API server, its namespace and its token', async (t) => {
  const { folder } = await account(t, files);
  const endpoint = await inCluster({ host: 'fd00::1', port: '6443', clock: manualClock(), folder });
  assert.equal(endpoint.server.href, 'https://[fd00::1]:6443/');
  assert.equal(endpoint.namespace, 'operators');
  assert.deepEqual(await endpoint.credentials(false), { certificateAuthority: 'PEM', authorization: 'Bearer first' });
});

test('a token that was rotated is read within a minute, and at once after a refusal', async (t) => {
  const { folder, write } = await account(t, files);
  const clock = manualClock();
  const endpoint = await inCluster({ host: '10.0.0.1', port: '443', clock, folder });
  const token = async (refused = false) => (await endpoint.credentials(refused)).authorization;
  await write('token', 'second');
  clock.advance(59_000);
  assert.equal(await token(), 'Bearer first');
  clock.advance(1000);
  assert.equal(await token(), 'Bearer second');
  await write('token', 'third');
  assert.equal(await token(true), 'Bearer third');
});

test('a Pod without a token is told what it lacks', async (t) => {
  const { folder } = await account(t, { namespace: 'operators' });
  await assert.rejects(
    inCluster({ host: '10.0.0.1', port: '443', clock: manualClock(), folder }),
    (error) =>
      error instanceof EndpointError && /token cannot be read; give the Pod a service account/.test(error.message),
  );
});
