import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Job } from '@wildermesser/manifest/batch/v1';
import { registryCredentials } from './harbor-registry-credentials.ts';

const labels = { 'app.kubernetes.io/name': 'harbor' };
const manifests = registryCredentials({ name: 'harbor-registry-credentials', labels });
const job = manifests.find((manifest): manifest is Job => manifest.kind === 'Job');
const pod = job?.spec?.template.spec;
const [make] = pod?.initContainers ?? [];
const [create] = pod?.containers ?? [];

const work = mkdtempSync(join(tmpdir(), 'registry-credentials-'));
/** As bcrypt writes it: dollar signs must not be taken for variables of the shell. */
const hash = 'harbor_registry_user:$2y$05$QIO2UlIn1oA.HLmIPRkVvuZ8DkgLpmJdFzPyMgbg0JE0D3LCTGmzS';
const password = '0123456789abcdef0123456789abcdef01234567';
let server: Server;
let answer = 201;
let bodies: string[] = [];

before(async () => {
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', '/CN=kubernetes', '-addext', 'subjectAltName=IP:127.0.0.1'],
    ...['-keyout', join(work, 'key.pem'), '-out', join(work, 'ca.crt')],
  ]);
  assert.equal(made.status, 0, String(made.stderr));
  for (const [file, text] of [
    ['token', 'token-of-the-account'],
    ['namespace', 'harbor'],
    ['password', password],
    ['htpasswd', hash],
  ] as const)
    writeFileSync(join(work, file), text);
  const tls = { key: readFileSync(join(work, 'key.pem')), cert: readFileSync(join(work, 'ca.crt')) };
  server = createServer(tls, (request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(`${request.method} ${request.url} ${request.headers.authorization}\n${body}`);
      response.writeHead(answer).end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

after(() => {
  server.close();
  rmSync(work, { recursive: true });
});

const runCreate = async (status: number): Promise<{ code: number | null; output: string }> => {
  answer = status;
  bodies = [];
  const [command = '', ...args] = create?.command ?? [];
  const emitted = Object.fromEntries((create?.env ?? []).map(({ name, value = '' }) => [name, value]));
  const child = spawn(command, args, {
    cwd: work,
    env: {
      PATH: process.env.PATH,
      ...emitted,
      ACCOUNT: work,
      API_SERVER: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const code = await new Promise<number | null>((closed) => child.on('close', closed));
  return { code, output };
};

test('the Secret that is asked for has the password and its hash, letter for letter', async () => {
  const { code, output } = await runCreate(201);
  assert.equal(code, 0, output);
  const [head, body = ''] = bodies[0]?.split('\n') ?? [];
  assert.equal(head, 'POST /api/v1/namespaces/harbor/secrets Bearer token-of-the-account');
  assert.deepEqual(JSON.parse(body), {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'harbor-registry-credentials', labels },
    type: 'Opaque',
    stringData: { REGISTRY_PASSWD: password, REGISTRY_HTPASSWD: hash },
  });
  for (const secret of [password, hash, 'token-of-the-account']) assert.equal(output.includes(secret), false);
});

test('a Secret that exists is left alone, any other answer fails the Job', async () => {
  assert.equal((await runCreate(409)).code, 0);
  for (const status of [200, 401, 403, 422, 500]) assert.notEqual((await runCreate(status)).code, 0, String(status));
});

test('no Secret is made of an empty hash: without the program that makes it, the Job fails', () => {
  const empty = mkdtempSync(join(tmpdir(), 'registry-credentials-make-'));
  try {
    const [command = '', ...args] = make?.command ?? [];
    const script = args.map((arg) => arg.replaceAll('htpasswd -niB', 'no-such-program'));
    assert.notEqual(spawnSync(command, script, { cwd: empty }).status, 0);
    assert.match(readFileSync(join(empty, 'password'), 'utf8'), /^[0-9a-f]{40}$/);
    assert.equal(readFileSync(join(empty, 'htpasswd'), 'utf8'), '');
  } finally {
    rmSync(empty, { recursive: true });
  }
});
