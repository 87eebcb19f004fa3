import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExcludedKind, type Manifest, originOf, setOrigin } from '@wildermesser/manifest';
import { settle } from './settle.ts';

const target = {
  repoRoot: '/repo',
  destination: 'shop',
  isNamespaced: (_: string, kind: string) => (kind === 'Namespace' ? false : kind === 'Widget' ? undefined : true),
};

const object = (kind: string, metadata: Manifest['metadata'], apiVersion = 'v1', rest: object = {}): Manifest => ({
  apiVersion,
  kind,
  metadata,
  ...rest,
});

test('namespaces: the destination for namespaced objects without one, none for cluster-scoped ones', () => {
  const crd = object('CustomResourceDefinition', { name: 'gadgets' }, 'apiextensions.k8s.io/v1', {
    spec: { group: 'example.com', scope: 'Cluster', names: { kind: 'Gadget' } },
  });
  const cases: [situation: string, manifest: Manifest, namespace: string | undefined][] = [
    ['namespaced without', object('Pod', { name: 'a' }), 'shop'],
    ['namespaced with an empty one', object('Pod', { name: 'a', namespace: '' }), 'shop'],
    ['namespaced with another', object('Pod', { name: 'a', namespace: 'other' }), 'other'],
    ['cluster-scoped without', object('Namespace', { name: 'a' }), undefined],
    ['cluster-scoped with', object('Namespace', { name: 'a', namespace: 'x' }), undefined],
    ['unknown kind', object('Widget', { name: 'a' }), 'shop'],
  ];
  for (const [situation, manifest, namespace] of cases) {
    assert.equal(settle([manifest], target).manifests[0]?.metadata.namespace, namespace, situation);
  }
  const gadget = object('Gadget', { name: 'a', namespace: 'x' }, 'example.com/v1');
  const unknown = { ...target, isNamespaced: () => undefined };
  assert.equal(
    settle([gadget, crd], unknown).manifests[0]?.metadata.namespace,
    undefined,
    'a CRD in the set tells the scope',
  );
});

test('a manifest keeps its place in the source when its namespace changes', () => {
  const manifest = object('Pod', { name: 'a' });
  setOrigin(manifest, { file: '/repo/app/a.yaml', line: 3 });
  const [settled] = settle([manifest], target).manifests;
  assert.ok(settled);
  assert.deepEqual(originOf(settled), { file: '/repo/app/a.yaml', line: 3 });
  assert.equal(manifest.metadata.namespace, undefined);
});

test('of two declarations of one object the last is applied, and the first is reported with its file', () => {
  const first = object('ConfigMap', { name: 'a' }, 'v1', { data: { k: '1' } });
  const last = object('ConfigMap', { name: 'a', namespace: 'shop' }, 'v1', { data: { k: '2' } });
  setOrigin(first, { file: '/repo/app/a.yaml', line: 3 });
  const { manifests, dropped, findings } = settle([first, last], target);
  assert.deepEqual(manifests, [last]);
  assert.deepEqual(
    dropped.map(({ reason }) => reason),
    ['replaced'],
  );
  assert.deepEqual(
    findings.map(({ code, file, line, object: identity }) => [code, file, line, identity?.name]),
    [['duplicate-identity', 'app/a.yaml', 3, 'a']],
  );
});

test('objects with generated names never collide', () => {
  const job = object('Job', { generateName: 'a-' }, 'batch/v1');
  assert.equal(settle([job, { ...job }], target).manifests.length, 2);
});

test('what Argo CD never applies is dropped and told', () => {
  const hook = (type: string) =>
    object('Job', { name: 'a', annotations: { 'argocd.argoproj.io/hook': type } }, 'batch/v1');
  const cases: [manifest: Manifest, reason: string | undefined, severities: string[]][] = [
    [object('Endpoints', { name: 'a' }), 'excluded-kind', ['warning excluded-kind']],
    [hook('Skip'), 'skipped-hook', ['skipped skipped-hook']],
    [hook('PresSync'), 'invalid-hook', ['error invalid-hook']],
    [hook('PreSync,Odd'), undefined, ['warning unknown-hook']],
    [hook('PreSync'), undefined, []],
    [object('Pod', { name: 'a', annotations: { 'helm.sh/hook': 'test' } }), 'ignored-hook', ['skipped ignored-hook']],
    [
      object('Pod', { name: 'a', annotations: { 'argocd.argoproj.io/sync-wave': 'x' } }),
      undefined,
      ['error invalid-sync-wave'],
    ],
  ];
  for (const [manifest, reason, severities] of cases) {
    const { manifests, dropped, findings } = settle([manifest], target);
    assert.equal(dropped[0]?.reason, reason);
    assert.equal(manifests.length, reason === undefined ? 1 : 0);
    assert.deepEqual(
      findings.map(({ severity, code }) => `${severity} ${code}`),
      severities,
    );
  }
});

test('the default exclusions are told by group and kind', () => {
  const cases: [group: string, kind: string, expected: boolean][] = [
    ['', 'Endpoints', true],
    ['', 'Event', true],
    ['', 'Pod', false],
    ['discovery.k8s.io', 'EndpointSlice', true],
    ['example.com', 'Endpoints', false],
    ['metrics.k8s.io', 'PodMetrics', true],
    ['certificates.k8s.io', 'CertificateSigningRequest', true],
    ['cert-manager.io', 'CertificateRequest', true],
    ['cert-manager.io', 'Certificate', false],
    ['toString', 'a', false],
  ];
  for (const [group, kind, expected] of cases) assert.equal(isExcludedKind(group, kind), expected, `${group}/${kind}`);
});
