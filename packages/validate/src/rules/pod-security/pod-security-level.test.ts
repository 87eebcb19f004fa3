import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restricted } from '../../../test/sample-manifests.ts';
import { podSecurityLevel, podSecurityViolations } from './pod-security-level.ts';

const pod = (container: object = {}, spec: object = {}) => ({
  containers: [{ name: 'c', securityContext: restricted, ...container }],
  ...spec,
});
const context = (fields: object, spec: object = {}) => pod({ securityContext: { ...restricted, ...fields } }, spec);

test('a pod that sets everything passes the restricted level', () => {
  assert.equal(podSecurityLevel(pod()), 'restricted');
});

test('a pod that sets nothing passes the baseline and violates these controls of the restricted level', () => {
  const bare = { containers: [{ name: 'c' }] };
  assert.equal(podSecurityLevel(bare), 'baseline');
  assert.deepEqual(
    podSecurityViolations('restricted', bare).map(({ control }) => control),
    ['Privilege Escalation', 'Running as Non-root', 'Seccomp', 'Capabilities'],
  );
});

/** What keeps a pod below the baseline, by control. */
const privileged: readonly [string, object][] = [
  ['HostProcess', context({ windowsOptions: { hostProcess: true } })],
  ['Host Namespaces', pod({}, { hostNetwork: true })],
  ['Host Namespaces', pod({}, { hostPID: true })],
  ['Host Namespaces', pod({}, { hostIPC: true })],
  ['Privileged Containers', context({ privileged: true })],
  ['Capabilities', context({ capabilities: { drop: ['ALL'], add: ['NET_RAW'] } })],
  ['HostPath Volumes', pod({}, { volumes: [{ name: 'v', hostPath: { path: '/' } }] })],
  ['Host Ports', pod({ ports: [{ hostPort: 80 }] })],
  ['Host Probes / Lifecycle Hooks', pod({ livenessProbe: { httpGet: { host: '10.0.0.1' } } })],
  ['Host Probes / Lifecycle Hooks', pod({ lifecycle: { preStop: { tcpSocket: { host: 'x' } } } })],
  ['AppArmor', context({ appArmorProfile: { type: 'Unconfined' } })],
  ['SELinux', context({ seLinuxOptions: { type: 'spc_t' } })],
  ['SELinux', context({ seLinuxOptions: { user: 'system_u' } })],
  ['SELinux', context({ seLinuxOptions: { role: 'sysadm_r' } })],
  ['/proc Mount Type', context({ procMount: 'Unmasked' })],
  ['Seccomp', context({ seccompProfile: { type: 'Unconfined' } })],
  ['Sysctls', pod({}, { securityContext: { sysctls: [{ name: 'kernel.msgmax' }] } })],
];

for (const [index, [control, spec]] of privileged.entries()) {
  test(`${control} keeps a pod privileged (${index + 1})`, () => {
    assert.deepEqual(
      podSecurityViolations('baseline', spec).map((violation) => violation.control),
      [control],
    );
    assert.equal(podSecurityLevel(spec), 'privileged');
  });
}

/** What keeps a pod at the baseline, by control. */
const baseline: readonly [string, object][] = [
  ['Volume Types', pod({}, { volumes: [{ name: 'v', nfs: {} }] })],
  ['Privilege Escalation', context({ allowPrivilegeEscalation: undefined })],
  ['Running as Non-root', context({ runAsNonRoot: undefined })],
  ['Running as Non-root', context({ runAsNonRoot: false }, { securityContext: { runAsNonRoot: true } })],
  ['Running as Non-root user', context({ runAsUser: 0 })],
  ['Seccomp', context({ seccompProfile: undefined })],
  ['Capabilities', context({ capabilities: { drop: ['NET_RAW'] } })],
  ['Capabilities', context({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } })],
];

for (const [index, [control, spec]] of baseline.entries()) {
  test(`${control} keeps a pod at the baseline (${index + 1})`, () => {
    assert.deepEqual(
      podSecurityViolations('restricted', spec).map((violation) => violation.control),
      [control],
    );
    assert.equal(podSecurityLevel(spec), 'baseline');
  });
}

const stillRestricted: readonly [string, object][] = [
  ['NET_BIND_SERVICE is added', context({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } })],
  [
    'the pod sets what its containers leave out',
    {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Localhost' } },
      containers: [
        { name: 'c', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
      ],
    },
  ],
  [
    'every kind of volume that the level lists is used',
    pod(
      {},
      {
        volumes: [
          'configMap',
          'csi',
          'downwardAPI',
          'emptyDir',
          'ephemeral',
          'image',
          'persistentVolumeClaim',
          'projected',
          'secret',
        ].map((type) => ({ name: type, [type]: {} })),
      },
    ),
  ],
  ['a volume has no source, which makes it an emptyDir', pod({}, { volumes: [{ name: 'v' }] })],
  ['a safe sysctl is set', pod({}, { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem' }] } })],
  [
    'the pod runs on Windows, where three controls do not apply',
    {
      os: { name: 'windows' },
      securityContext: { runAsNonRoot: true },
      containers: [{ name: 'c' }],
    },
  ],
  ['a user namespace makes root harmless', context({ runAsNonRoot: false, runAsUser: 0 }, { hostUsers: false })],
];

for (const [situation, spec] of stillRestricted) {
  test(`a pod passes the restricted level when ${situation}`, () => {
    assert.deepEqual(podSecurityViolations('restricted', spec), []);
  });
}

test('a user namespace lets a pod unmask /proc at the baseline, not at the restricted level', () => {
  assert.equal(podSecurityLevel(context({ procMount: 'Unmasked' }, { hostUsers: false })), 'baseline');
});

test('init and ephemeral containers are judged like the others', () => {
  for (const list of ['initContainers', 'ephemeralContainers']) {
    const spec = pod({}, { [list]: [{ name: 'i', securityContext: { privileged: true } }] });
    assert.equal(podSecurityLevel(spec), 'privileged', list);
  }
});

test('the AppArmor annotation of old is judged', () => {
  const annotation = (value: string) => new Map([['container.apparmor.security.beta.kubernetes.io/c', value]]);
  assert.equal(podSecurityLevel(pod(), annotation('unconfined')), 'privileged');
  assert.equal(podSecurityLevel(pod(), annotation('localhost/mine')), 'restricted');
  assert.equal(podSecurityLevel(pod(), annotation('runtime/default')), 'restricted');
});
