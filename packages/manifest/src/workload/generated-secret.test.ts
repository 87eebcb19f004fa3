import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Job } from '../apis/batch/v1.types.ts';
import type { Role } from '../apis/rbac/v1.types.ts';
import type { Manifest } from '../manifest.ts';
import { GeneratedSecretError, generatedSecret } from './generated-secret.ts';

const labels = { app: 'minio', 'app.kubernetes.io/name': 'minio' };
const manifests = generatedSecret({ name: 'minio-keys', keys: { access_key: 10, secret_key: 20 }, labels });
const ofKind = <Kind extends Manifest>(kind: Kind['kind']): Kind => {
  const found = manifests.find((manifest) => manifest.kind === kind);
  assert.ok(found, `a ${kind} is emitted`);
  return found as Kind;
};
const job = ofKind<Job>('Job');
const pod = job.spec?.template.spec;
const container = pod?.containers[0];

/** What the server in place of the API server saw, and what the program of the Job left behind. */
interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly requests: readonly { url: string; method: string; authorization: string; body: string }[];
}

const account = mkdtempSync(join(tmpdir(), 'generated-secret-'));
const token = 'token-of-the-service-account';
let server: Server;
let answer = 201;
let requests: { url: string; method: string; authorization: string; body: string }[] = [];

before(async () => {
  for (const tool of ['sh', 'curl', 'openssl'])
    assert.equal(
      spawnSync(tool, tool === 'sh' ? ['-c', ':'] : ['version']).error,
      undefined,
      `${tool} is needed on PATH`,
    );
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', '/CN=kubernetes', '-addext', 'subjectAltName=IP:127.0.0.1'],
    ...['-keyout', join(account, 'key.pem'), '-out', join(account, 'ca.crt')],
  ]);
  assert.equal(made.status, 0, made.stderr.toString());
  writeFileSync(join(account, 'token'), token);
  writeFileSync(join(account, 'namespace'), 'minio');
  const tls = { key: readFileSync(join(account, 'key.pem')), cert: readFileSync(join(account, 'ca.crt')) };
  server = createServer(tls, (request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { url = '', method = '' } = request;
      requests.push({ url, method, authorization: request.headers.authorization ?? '', body });
      // The API server answers with the object, values included.
      response.writeHead(answer, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

after(() => {
  server.close();
  rmSync(account, { recursive: true });
});

/** Runs the emitted container's command with its environment; only the two places differ from the cluster. */
const runJob = async (status: number, overrides: Record<string, string> = {}): Promise<Run> => {
  answer = status;
  requests = [];
  const emitted = Object.fromEntries((container?.env ?? []).map(({ name, value = '' }) => [name, value]));
  const [command = '', ...args] = container?.command ?? [];
  const child = spawn(command, args, {
    env: {
      PATH: process.env.PATH,
      ...emitted,
      ACCOUNT: account,
      API_SERVER: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ...overrides,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const code = await new Promise<number | null>((closed) => child.on('close', closed));
  return { code, output, requests };
};

const secretOf = ({ requests: [request] }: Run): { metadata: unknown; stringData: Record<string, string> } =>
  JSON.parse(request?.body ?? '');

test('the Job creates the Secret with random values of the asked length', async () => {
  const run = await runJob(201);
  assert.equal(run.code, 0, run.output);
  const [request] = run.requests;
  assert.deepEqual(
    [run.requests.length, request?.method, request?.url, request?.authorization],
    [1, 'POST', '/api/v1/namespaces/minio/secrets', `Bearer ${token}`],
  );
  const { stringData, ...rest } = secretOf(run);
  assert.deepEqual(rest, {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'Opaque',
    metadata: { name: 'minio-keys', labels },
  });
  assert.deepEqual(Object.keys(stringData), ['access_key', 'secret_key']);
  assert.match(stringData.access_key ?? '', /^[0-9a-f]{20}$/);
  assert.match(stringData.secret_key ?? '', /^[0-9a-f]{40}$/);
});

test('every run asks for other values', async () => {
  const first = secretOf(await runJob(201)).stringData;
  const second = secretOf(await runJob(201)).stringData;
  assert.notEqual(first.secret_key, second.secret_key);
  assert.notEqual(first.access_key, first.secret_key?.slice(0, 20));
});

test('a Secret that exists is left alone, and the Job succeeds', async () => {
  const run = await runJob(409);
  assert.deepEqual([run.code, run.requests.map(({ method }) => method)], [0, ['POST']], run.output);
});

for (const status of [200, 401, 403, 422, 500, 503])
  test(`the Job fails when the API server answers ${status}`, async () => {
    const run = await runJob(status);
    assert.notEqual(run.code, 0);
    assert.match(run.output, new RegExp(`answered ${status}`));
  });

test('the Job fails when nobody answers', async () => {
  const run = await runJob(201, { API_SERVER: 'https://127.0.0.1:1' });
  assert.notEqual(run.code, 0);
});

test('the Job sends nothing to a server that the ServiceAccount’s authority does not vouch for', async () => {
  const run = await runJob(201, { API_SERVER: `https://localhost:${(server.address() as AddressInfo).port}` });
  assert.notEqual(run.code, 0);
  assert.deepEqual(run.requests, []);
});

for (const status of [201, 409, 403])
  test(`neither values nor token reach the log after an answer of ${status}`, async () => {
    const run = await runJob(status);
    const secrets = [token, ...Object.values(secretOf(run).stringData)];
    for (const secret of secrets) assert.equal(run.output.includes(secret), false, 'the log holds no secret');
  });

test('neither values nor token are arguments of a process', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'recorded-curl-'));
  try {
    const log = join(directory, 'arguments');
    const real = spawnSync('sh', ['-c', 'command -v curl']).stdout.toString().trim();
    const wrapper = `#!/bin/sh\nprintf '%s\\n' "$@" >>'${log}'\nexec '${real}' "$@"\n`;
    writeFileSync(join(directory, 'curl'), wrapper, { mode: 0o755 });
    const run = await runJob(201, { PATH: `${directory}:${process.env.PATH}` });
    assert.equal(run.code, 0, run.output);
    const written = readFileSync(log, 'utf8');
    for (const secret of [token, ...Object.values(secretOf(run).stringData)])
      assert.equal(written.includes(secret), false, 'an argument holds no secret');
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('the Job may create Secrets of its namespace and nothing else', () => {
  assert.deepEqual(ofKind<Role>('Role').rules, [{ apiGroups: [''], resources: ['secrets'], verbs: ['create'] }]);
  assert.deepEqual(manifests.map(({ kind }) => kind).sort(), ['Job', 'Role', 'RoleBinding', 'ServiceAccount']);
});

test('each sync runs the Job anew before the objects of wave 0, so that its immutability blocks none', () => {
  const annotations = job.metadata.annotations ?? {};
  assert.equal(annotations['argocd.argoproj.io/hook'], 'Sync');
  assert.match(annotations['argocd.argoproj.io/hook-delete-policy'] ?? '', /BeforeHookCreation/);
  for (const { metadata, kind } of manifests)
    assert.equal(metadata.annotations?.['argocd.argoproj.io/sync-wave'], '-1', kind);
});

test('the pods of the Job are not found by the selector of the application', () => {
  assert.notEqual(job.spec?.template.metadata?.labels?.app, labels.app);
});

test('a key that no Secret can have, or that is too short to be secret, is refused by name', () => {
  for (const [key, bytes] of [
    ['a b', 20],
    ['$(id)', 20],
    ['', 20],
    ['short', 4],
    ['half', 8.5],
  ] as const)
    assert.throws(
      () => generatedSecret({ name: 'x', keys: { [key]: bytes }, labels: {} }),
      (error) => error instanceof GeneratedSecretError && error.key === key,
    );
});
