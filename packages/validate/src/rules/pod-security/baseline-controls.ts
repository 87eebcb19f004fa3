import { at, recordsOf, textOf, textsOf } from '../../read-fields.ts';
import type { Control, JudgedPod } from './control.ts';
import { type ContextField, containersThat, detailsOf, nobody, setters } from './each-context.ts';

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
const refusedSetters = (pod: JudgedPod, field: ContextField, refused: (value: unknown) => boolean): readonly string[] =>
  setters(pod, field, refused, (who, value) => `${who} sets ${pathOf(field)} to ${JSON.stringify(value)}`);

const pathOf = ({ of, name }: ContextField): string => (of === undefined ? name : `${of}.${name}`);

const hostProcess: Control = {
  name: 'HostProcess',
  violations: (pod) => refusedSetters(pod, { of: 'windowsOptions', name: 'hostProcess' }, (value) => value === true),
};

const hostFields = ['hostNetwork', 'hostPID', 'hostIPC'];

const hostNamespaces: Control = {
  name: 'Host Namespaces',
  violations: ({ spec }) => detailsOf(hostFields, (field) => (spec[field] === true ? field : '')),
};

const privileged: Control = {
  name: 'Privileged Containers',
  violations: (pod) => refusedSetters(pod, { name: 'privileged' }, (value) => value === true),
};

/** Weaker than the restricted one, which replaces it. */
export const addedCapabilities: Control = {
  name: 'Capabilities',
  violations: (pod) =>
    containersThat(pod, (container) => {
      const added = textsOf(at(container, 'securityContext', 'capabilities', 'add'));
      const refused = added.filter((capability) => !capabilities.has(capability));
      return refused.length === 0 ? '' : `adds ${refused.join(', ')}`;
    }),
};

const hostPathVolumes: Control = {
  name: 'HostPath Volumes',
  violations: ({ spec }) =>
    detailsOf(recordsOf(spec.volumes), ({ hostPath, name }) =>
      hostPath === undefined || hostPath === null ? '' : `volume "${textOf(name)}"`,
    ),
};

const hostPorts: Control = {
  name: 'Host Ports',
  violations: (pod) =>
    containersThat(pod, (container) => {
      const used = detailsOf(recordsOf(container.ports), ({ hostPort }) =>
        typeof hostPort === 'number' && hostPort !== 0 ? String(hostPort) : '',
      );
      return used.length === 0 ? '' : `uses ${used.join(', ')}`;
    }),
};

const probeHosts: Control = {
  name: 'Host Probes / Lifecycle Hooks',
  violations: (pod) =>
    containersThat(pod, ({ livenessProbe, readinessProbe, startupProbe, lifecycle }) => {
      const hosts: string[] = [];
      addHosts(hosts, livenessProbe);
      addHosts(hosts, readinessProbe);
      addHosts(hosts, startupProbe);
      addHosts(hosts, at(lifecycle, 'postStart'));
      addHosts(hosts, at(lifecycle, 'preStop'));
      return hosts.length === 0 ? '' : `names the host ${hosts.join(', ')}`;
    }),
};

const actions = ['httpGet', 'tcpSocket'];

const addHosts = (hosts: string[], handler: unknown): void => {
  if (handler === undefined) return;
  for (const action of actions) {
    const host = textOf(at(handler, action, 'host'));
    if (host !== '') hosts.push(host);
  }
};

const appArmor: Control = {
  name: 'AppArmor',
  violations: (pod) => {
    const refused = refusedSetters(pod, { of: 'appArmorProfile', name: 'type' }, (value) => !profiles.has(value));
    return pod.annotations.size === 0 ? refused : [...refused, ...refusedAnnotations(pod)];
  },
};

const refusedAnnotations = ({ annotations }: JudgedPod): readonly string[] =>
  [...annotations]
    .filter(([key, value]) => key.startsWith(appArmorAnnotation) && !/^(|runtime\/default|localhost\/.*)$/s.test(value))
    .map(([key]) => `annotation ${key}`);

const seLinux: Control = {
  name: 'SELinux',
  violations: (pod) =>
    pod.contexts.some(({ fields }) => fields.seLinuxOptions !== undefined) ? seLinuxFaults(pod) : nobody,
};

const seLinuxFaults = (pod: JudgedPod): readonly string[] => [
  ...refusedSetters(pod, { of: 'seLinuxOptions', name: 'type' }, (value) => !seLinuxTypes.has(textOf(value))),
  ...refusedSetters(pod, { of: 'seLinuxOptions', name: 'user' }, (value) => value !== ''),
  ...refusedSetters(pod, { of: 'seLinuxOptions', name: 'role' }, (value) => value !== ''),
];

/** Who unmasks /proc. At the restricted level a user namespace is no excuse. */
export const unmaskedProc = (pod: JudgedPod): readonly string[] =>
  containersThat(pod, (container) => {
    const mount = at(container, 'securityContext', 'procMount');
    return mount === undefined || mount === 'Default' ? '' : 'sets procMount';
  });

/** Weaker than the restricted one, which replaces it. */
export const procMount: Control = {
  name: '/proc Mount Type',
  violations: (pod) => (pod.userNamespace ? nobody : unmaskedProc(pod)),
};

/** Weaker than the restricted one, which replaces it. */
export const seccomp: Control = {
  name: 'Seccomp',
  violations: (pod) => refusedSetters(pod, { of: 'seccompProfile', name: 'type' }, (value) => !profiles.has(value)),
};

const unsafeSysctls: Control = {
  name: 'Sysctls',
  violations: ({ spec }) => {
    const set = recordsOf(at(spec, 'securityContext', 'sysctls'));
    return set.length === 0 ? nobody : set.map(({ name }) => textOf(name)).filter((name) => !sysctls.has(name));
  },
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
