import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Pod } from '@wildermesser/manifest/core/v1';
import { web } from './web.ts';

const settings = { repository: '', revision: '', cluster: '', argocdNamespace: '', kubernetes: '' };
const pod = web.manifests(settings).find(({ kind }) => kind === 'Pod') as Pod;
const init = pod.spec.initContainers?.[0];
const server = pod.spec.containers[0];
const volumeAt = (container: typeof server): string | undefined =>
  container?.volumeMounts?.find(({ mountPath }) => mountPath === '/app')?.name;

/** Runs the init container's command with its environment, in a directory in place of its volume. */
const runInit = (root: string): { status: number | null; stderr: string } => {
  const [command = '', ...args] = init?.command ?? [];
  const { error, status, stderr } = spawnSync(command, args, {
    env: { PATH: process.env.PATH, ROOT: root },
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  return { status, stderr };
};

test('the Pod web has the label app: web', () => {
  assert.deepEqual([pod.metadata.name, pod.metadata.labels?.app], ['web', 'web']);
});

test('the init container writes the page that the readiness probe asks for', () => {
  const root = mkdtempSync(join(tmpdir(), 'web-page-'));
  try {
    const { status, stderr } = runInit(root);
    assert.equal(status, 0, stderr);
    assert.deepEqual(
      readdirSync(root).map((name) => `/${name}`),
      [server?.readinessProbe?.httpGet?.path],
    );
    const page = readFileSync(join(root, 'index.html'), 'utf8');
    assert.match(page, /^<!DOCTYPE html>\n/);
    assert.match(page, /<\/html>\n$/);
    assert.ok(page.includes('127.0.0.1'), 'the hosts of the pod are on the page');
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('the init container writes the same page when it runs again in the same volume', () => {
  const root = mkdtempSync(join(tmpdir(), 'web-page-'));
  try {
    runInit(root);
    const first = readFileSync(join(root, 'index.html'), 'utf8');
    assert.equal(runInit(root).status, 0);
    assert.equal(readFileSync(join(root, 'index.html'), 'utf8'), first);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('the init container fails when it cannot write, so that the server never starts without a page', () => {
  assert.notEqual(runInit('/nonexistent').status, 0);
});

test('the init container needs no network', () => {
  assert.doesNotMatch(init?.command?.join(' ') ?? '', /wget|curl|https?:/);
});

test('both containers share the volume app, an empty directory, at /app; the server cannot write to it', () => {
  assert.deepEqual([volumeAt(init), volumeAt(server)], ['app', 'app']);
  assert.ok(pod.spec.volumes?.find(({ name }) => name === 'app')?.emptyDir);
  assert.equal(server?.volumeMounts?.[0]?.readOnly, true);
  assert.equal(init?.env?.find(({ name }) => name === 'ROOT')?.value, '/app');
});

test('the server serves /app on port 8000, where the probes look, as user 1001', () => {
  const command = server?.command?.join(' ') ?? '';
  assert.match(command, / -p 8000 -h \/app$/);
  assert.deepEqual(
    [server?.ports?.[0]?.containerPort, server?.readinessProbe?.httpGet?.port, server?.livenessProbe?.tcpSocket?.port],
    [8000, 8000, 8000],
  );
  assert.equal(pod.spec.securityContext?.runAsUser, 1001);
});
