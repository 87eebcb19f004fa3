import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DaemonSet } from '@wildermesser/manifest/apps/v1';
import type { Toleration } from '@wildermesser/manifest/core/v1';
import { nodeExporter } from './node-exporter.ts';

const settings = { repository: '', revision: '', cluster: '', argocdNamespace: '', kubernetes: '' };
const daemonSet = nodeExporter.manifests(settings).find(({ kind }) => kind === 'DaemonSet') as DaemonSet;
const pod = daemonSet.spec?.template.spec;
const container = pod?.containers[0];

interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NoSchedule' | 'NoExecute' | 'PreferNoSchedule';
}

const tolerates = (taint: Taint, { key, operator = 'Equal', value = '', effect }: Toleration): boolean =>
  (effect === undefined || effect === taint.effect) &&
  (key === undefined || key === taint.key) &&
  (operator === 'Exists' || value === taint.value);

/** Whether the scheduler puts the pods on a node with these taints. */
const runsOn = (taints: readonly Taint[]): boolean =>
  taints
    .filter(({ effect }) => effect !== 'PreferNoSchedule')
    .every((taint) => pod?.tolerations?.some((toleration) => tolerates(taint, toleration)) ?? false);

for (const [node, taints] of [
  ['a worker', []],
  ['a control plane node', [{ key: 'node-role.kubernetes.io/control-plane', value: '', effect: 'NoSchedule' }]],
  ['a master of before 1.24', [{ key: 'node-role.kubernetes.io/master', value: '', effect: 'NoSchedule' }]],
  [
    'a control plane node whose taint has a value',
    [{ key: 'node-role.kubernetes.io/control-plane', value: 'true', effect: 'NoSchedule' }],
  ],
  [
    'a node of the versions between, with both taints',
    [
      { key: 'node-role.kubernetes.io/control-plane', value: '', effect: 'NoSchedule' },
      { key: 'node-role.kubernetes.io/master', value: '', effect: 'NoSchedule' },
    ],
  ],
] as const)
  test(`node-exporter runs on ${node}`, () => {
    assert.equal(runsOn(taints), true);
  });

test('node-exporter does not run where an administrator keeps all others away', () => {
  assert.equal(runsOn([{ key: 'dedicated', value: 'database', effect: 'NoSchedule' }]), false);
});

test('node-exporter sees the network and the processes of the node', () => {
  assert.deepEqual([pod?.hostNetwork, pod?.hostPID], [true, true]);
});

test('node-exporter reads the file system of the node where it is told to, and cannot write to it', () => {
  const root = container?.args?.find((arg) => arg.startsWith('--path.rootfs='))?.split('=')[1];
  const mount = container?.volumeMounts?.find(({ mountPath }) => mountPath === root);
  assert.deepEqual([mount?.readOnly, mount?.mountPropagation], [true, 'HostToContainer']);
  assert.equal(pod?.volumes?.find(({ name }) => name === mount?.name)?.hostPath?.path, '/');
  assert.ok(container?.volumeMounts?.every(({ readOnly }) => readOnly === true));
});

test('node-exporter listens where the port metrics says', () => {
  const listens = container?.args
    ?.find((arg) => arg.startsWith('--web.listen-address='))
    ?.split(':')
    .at(-1);
  const port = container?.ports?.find(({ name }) => name === 'metrics');
  assert.deepEqual([port?.containerPort, port?.hostPort, listens], [9100, 9100, '9100']);
});

test('only the host’s namespaces and files make node-exporter privileged: it is not root and has no capability', () => {
  assert.ok((pod?.securityContext?.runAsUser ?? 0) > 0);
  assert.deepEqual(container?.securityContext?.capabilities, { drop: ['ALL'] });
  assert.equal(container?.securityContext?.privileged, undefined);
});
