import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programPath } from '../bundle/app-entries.ts';
import { certificatesPath, user } from '../debian/base-entries.ts';
import { nodePath } from '../runtime/runtime-entries.ts';
import type { Entry } from '../tar/entry.ts';
import { unpackEntries } from './unpack-entries.ts';

/** How a program is started in a container. */
export interface RunRequest {
  /** Behind the program's own name. */
  readonly args: readonly string[];
  /** Added to what the image sets. */
  readonly env: Readonly<Record<string, string>>;
}

/** The namespaces that a container gets. The network is that of the machine, so that the program reaches its API server. */
const namespaces = ['pid', 'ipc', 'uts', 'mount'] as const;

/** Container configuration of the OCI runtime specification 1.0: as strict as the restricted Pod Security level. */
const configuration = ({ args, env }: RunRequest): unknown => ({
  ociVersion: '1.0.2',
  process: {
    terminal: false,
    user,
    cwd: '/app',
    args: [`/${nodePath}`, `/${programPath}`, ...args],
    env: Object.entries({
      PATH: '/nodejs/bin',
      HOME: '/home/nonroot',
      NODE_ENV: 'production',
      SSL_CERT_FILE: `/${certificatesPath}`,
      ...env,
    }).map(([name, value]) => `${name}=${value}`),
    capabilities: {},
    noNewPrivileges: true,
  },
  root: { path: 'rootfs', readonly: true },
  hostname: 'mysql-operator',
  mounts: [
    { destination: '/proc', type: 'proc', source: 'proc' },
    {
      destination: '/dev',
      type: 'tmpfs',
      source: 'tmpfs',
      options: ['nosuid', 'strictatime', 'mode=755', 'size=65536k'],
    },
    { destination: '/tmp', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'nodev', 'noexec', 'mode=1777'] },
    ...['/etc/hosts', '/etc/resolv.conf'].map((path) => ({
      destination: path,
      type: 'bind',
      source: path,
      options: ['bind', 'ro'],
    })),
  ],
  linux: {
    namespaces: namespaces.map((type) => ({ type })),
    maskedPaths: ['/proc/kcore', '/proc/keys', '/proc/sched_debug'],
    readonlyPaths: ['/proc/sys', '/proc/sysrq-trigger'],
  },
});

/** Writes a bundle that `runc run` starts: the image's files and a configuration. Needs root for the owners. */
export const writeRuntimeBundle = (folder: string, entries: readonly Entry[], request: RunRequest): void => {
  mkdirSync(join(folder, 'rootfs'), { recursive: true });
  const mountPoints: readonly Entry[] = [
    ...['proc', 'dev'].map((path): Entry => ({ type: 'directory', path, mode: 0o755, owner: { uid: 0, gid: 0 } })),
    ...['etc/hosts', 'etc/resolv.conf'].map(
      (path): Entry => ({ type: 'file', path, mode: 0o644, owner: { uid: 0, gid: 0 }, content: new Uint8Array() }),
    ),
  ];
  unpackEntries([...entries, ...mountPoints], join(folder, 'rootfs'));
  writeFileSync(join(folder, 'config.json'), JSON.stringify(configuration(request)));
};
