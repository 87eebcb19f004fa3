import { at, type Fields, recordsOf, textOf, textsOf } from '../../read-fields.ts';
import type { Control, JudgedPod } from './control.ts';
import { containerName } from './each-context.ts';

/** Capabilities that a container may add. */
const capabilities = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);
const seLinuxTypes = new Set(['', 'container_engine_t', 'container_init_t', 'container_kvm_t', 'container_t']);
const sysctls = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);
const profiles = new Set<unknown>(['RuntimeDefault', 'Localhost']);
const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/';

/** Who sets a field of the security contexts to a value that is not accepted. */
const setters = (pod: JudgedPod, path: readonly string[], refused: (value: unknown) => boolean): readonly string[] =>
  pod.contexts.flatMap(([who, context]) => {
    const value = at(context, ...path);
    return value !== undefined && refused(value) ? [`${who} sets ${path.join('.')} to ${JSON.stringify(value)}`] : [];
  });

const hostProcess: Control = {
  name: 'HostProcess',
  violations: (pod) => setters(pod, ['windowsOptions', 'hostProcess'], (value) => value === true),
};

const hostNamespaces: Control = {
  name: 'Host Namespaces',
  violations: ({ spec }) => ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field] === true),
};

const privileged: Control = {
  name: 'Privileged Containers',
  violations: (pod) => setters(pod, ['privileged'], (value) => value === true),
};

/** Weaker than the restricted one, which replaces it. */
export const addedCapabilities: Control = {
  name: 'Capabilities',
  violations: ({ containers }) =>
    containers.flatMap((container) => {
      const added = textsOf(at(container, 'securityContext', 'capabilities', 'add'));
      const refused = added.filter((capability) => !capabilities.has(capability));
      return refused.length === 0 ? [] : [`${containerName(container)} adds ${refused.join(', ')}`];
    }),
};

const hostPathVolumes: Control = {
  name: 'HostPath Volumes',
  violations: ({ spec }) =>
    recordsOf(spec.volumes)
      .filter(({ hostPath }) => hostPath !== undefined && hostPath !== null)
      .map(({ name }) => `volume "${textOf(name)}"`),
};

const hostPorts: Control = {
  name: 'Host Ports',
  violations: ({ containers }) =>
    containers.flatMap((container) =>
      recordsOf(container.ports)
        .filter(({ hostPort }) => typeof hostPort === 'number' && hostPort !== 0)
        .map(({ hostPort }) => `${containerName(container)} uses ${hostPort}`),
    ),
};

const probeHosts: Control = {
  name: 'Host Probes / Lifecycle Hooks',
  violations: ({ containers }) =>
    containers.flatMap((container) => {
      const { livenessProbe, readinessProbe, startupProbe } = container;
      const handlers = [
        livenessProbe,
        readinessProbe,
        startupProbe,
        at(container, 'lifecycle', 'postStart'),
        at(container, 'lifecycle', 'preStop'),
      ];
      const hosts = handlers.flatMap((handler) => [at(handler, 'httpGet', 'host'), at(handler, 'tcpSocket', 'host')]);
      const set = hosts.map(textOf).filter((host) => host !== '');
      return set.length === 0 ? [] : [`${containerName(container)} names the host ${set.join(', ')}`];
    }),
};

const appArmor: Control = {
  name: 'AppArmor',
  violations: (pod) => [
    ...setters(pod, ['appArmorProfile', 'type'], (value) => !profiles.has(value)),
    ...[...pod.annotations]
      .filter(
        ([key, value]) => key.startsWith(appArmorAnnotation) && !/^(|runtime\/default|localhost\/.*)$/s.test(value),
      )
      .map(([key]) => `annotation ${key}`),
  ],
};

const seLinux: Control = {
  name: 'SELinux',
  violations: (pod) => [
    ...setters(pod, ['seLinuxOptions', 'type'], (value) => !seLinuxTypes.has(textOf(value))),
    ...setters(pod, ['seLinuxOptions', 'user'], (value) => value !== ''),
    ...setters(pod, ['seLinuxOptions', 'role'], (value) => value !== ''),
  ],
};

/** Who unmasks /proc. At the restricted level a user namespace is no excuse. */
export const unmaskedProc = ({ containers }: JudgedPod): readonly string[] =>
  containers.filter(unmasks).map((container) => `${containerName(container)} sets procMount`);

const unmasks = (container: Fields): boolean => {
  const mount = at(container, 'securityContext', 'procMount');
  return mount !== undefined && mount !== 'Default';
};

/** Weaker than the restricted one, which replaces it. */
export const procMount: Control = {
  name: '/proc Mount Type',
  violations: (pod) => (pod.userNamespace ? [] : unmaskedProc(pod)),
};

/** Weaker than the restricted one, which replaces it. */
export const seccomp: Control = {
  name: 'Seccomp',
  violations: (pod) => setters(pod, ['seccompProfile', 'type'], (value) => !profiles.has(value)),
};

const unsafeSysctls: Control = {
  name: 'Sysctls',
  violations: ({ spec }) =>
    recordsOf(at(spec, 'securityContext', 'sysctls'))
      .map(({ name }) => textOf(name))
      .filter((name) => !sysctls.has(name)),
};

/** All controls of the baseline level. */
export const baselineControls: readonly Control[] = [
  hostProcess,
  hostNamespaces,
  privileged,
  addedCapabilities,
  hostPathVolumes,
  hostPorts,
  probeHosts,
  appArmor,
  seLinux,
  procMount,
  seccomp,
  unsafeSysctls,
];
