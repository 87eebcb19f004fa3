import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Deployment } from '@wildermesser/manifest/apps/v1';
import type { Application } from '@wildermesser/manifest/argoproj/v1alpha1';
import type { NetworkPolicy } from '@wildermesser/manifest/networking/v1';
import { emission, named, ofKind } from './emitted.ts';

const servers = ['networks-web', 'canary'].map((namespace) => named<Deployment>('Deployment', namespace, 'web'));
const [web] = servers;
const pod = web?.spec.template.spec;

/** The fewest and the most pods during a rollout, as the Deployment controller counts them. */
const rollout = ({ spec: { replicas = 1, strategy } }: Deployment): { fewest: number; most: number } => {
  const count = (value: string | number | undefined, round: (number: number) => number): number =>
    typeof value === 'number' ? value : round((replicas * Number.parseInt(value ?? '25%', 10)) / 100);
  const { maxSurge, maxUnavailable } = strategy?.rollingUpdate ?? {};
  return { fewest: replicas - count(maxUnavailable, Math.floor), most: replicas + count(maxSurge, Math.ceil) };
};

describe('the web server', () => {
  it('has three replicas, and never fewer during a rollout', () => {
    assert.ok(web);
    assert.equal(web.spec.replicas, 3);
    assert.deepEqual(rollout(web), { fewest: 3, most: 6 });
  });

  it('has one replica as a canary', () => {
    assert.equal(servers[1]?.spec.replicas, 1);
  });

  it('is found by its own selector, in a namespace that it shares with no other Deployment', () => {
    for (const { spec } of servers) assert.equal(spec.template.metadata?.labels?.app, spec.selector.matchLabels?.app);
    const namespaces = ofKind<Deployment>('Deployment').map(({ metadata }) => metadata.namespace);
    assert.equal(new Set(namespaces).size, namespaces.length);
  });

  it('is ready when the page is there, and alive while the port is open', () => {
    const [server] = pod?.containers ?? [];
    assert.deepEqual(server?.readinessProbe?.httpGet, { path: '/index.html', port: 8000 });
    assert.deepEqual(server?.livenessProbe?.tcpSocket, { port: 8000 });
    assert.deepEqual(server?.command?.slice(0, 1), ['httpd']);
    assert.ok(server?.command?.join(' ').includes('-p 8000 -h /app'));
  });

  it('serves from the volume that the init container writes to', () => {
    const mounts = [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])].map(({ name, volumeMounts }) => [
      name,
      volumeMounts?.[0]?.name,
      volumeMounts?.[0]?.mountPath,
    ]);
    assert.deepEqual(mounts, [
      ['init', 'app', '/app'],
      ['web', 'app', '/app'],
    ]);
    assert.ok(pod?.volumes?.[0]?.emptyDir);
  });

  it('shows a page with the name of the pod, written by the script of the init container', () => {
    const folder = mkdtempSync(join(tmpdir(), 'web-'));
    try {
      const [command = '', option = '', script = ''] = pod?.initContainers?.[0]?.command ?? [];
      const { status, stderr } = spawnSync(command, [option, script.replaceAll('/app', folder)], {
        env: { PATH: process.env.PATH, POD_NAME: 'web-5d8-x7' },
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
      assert.match(readFileSync(join(folder, 'index.html'), 'utf8'), /^<!doctype html>\n.*Served by pod web-5d8-x7</s);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is reached on port 8000 and calls nobody', () => {
    for (const namespace of ['networks-web', 'canary']) {
      const { spec } = named<NetworkPolicy>('NetworkPolicy', namespace, 'web');
      assert.deepEqual(spec?.podSelector, {});
      assert.deepEqual(spec?.policyTypes, ['Ingress', 'Egress']);
      assert.deepEqual(spec?.ingress, [{ ports: [{ port: 8000, protocol: 'TCP' }] }]);
      assert.equal(spec?.egress, undefined);
    }
  });
});

describe('the Applications', () => {
  it('come in this order: addresses, what uses them, what crosses to the namespaces of those', () => {
    const waves = ofKind<Application>('Application').map(({ metadata }) => [
      metadata.name?.replace('kubernetes-networks-', ''),
      metadata.annotations?.['argocd.argoproj.io/sync-wave'],
    ]);
    assert.deepEqual(emission.findings, []);
    assert.deepEqual(Object.fromEntries(waves), {
      metallb: '1',
      web: '2',
      coredns: '2',
      dashboard: '2',
      canary: '2',
      'canary-gateway': '3',
    });
  });
});
