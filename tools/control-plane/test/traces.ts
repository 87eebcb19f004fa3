import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const processes = (): string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

const isZombie = (pid: string): boolean => /^State:\s+Z/m.test(read(`/proc/${pid}/status`));

const networkOf = (pid: string): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
};

/** Processes whose arguments name the folder of a cluster, or that are in one of these network namespaces. */
export const clusterProcesses = (folder: string, networks: ReadonlySet<string> = new Set()): string[] =>
  processes().filter(
    (pid) => !isZombie(pid) && (read(`/proc/${pid}/cmdline`).includes(folder) || networks.has(networkOf(pid) ?? '')),
  );

/** The network namespaces of a cluster: its own and those of its Pods. */
export const clusterNetworks = (folder: string): ReadonlySet<string> => {
  const own = networkOf('self');
  const found = clusterProcesses(folder).map(networkOf);
  return new Set(found.filter((network) => network !== undefined && network !== own) as string[]);
};

const cgroups = (folder: string): string[] => {
  const root = '/sys/fs/cgroup';
  if (!existsSync(root)) return [];
  return ['.', ...readdirSync(root)]
    .map((name) => join(root, name, basename(folder)))
    .filter((path) => existsSync(path));
};

const mounts = (folder: string): string[] =>
  read('/proc/self/mountinfo')
    .split('\n')
    .filter((line) => line.includes(folder));

/** Everything on this machine that belongs to the cluster of this folder. */
export const traces = (folder: string, networks: ReadonlySet<string>): string[] => [
  ...(existsSync(folder) ? [folder] : []),
  ...clusterProcesses(folder, networks).map((pid) => `process ${pid}: ${read(`/proc/${pid}/cmdline`)}`),
  ...mounts(folder),
  ...cgroups(folder),
];

const patienceMilliseconds = 15_000;

/** What is left when nothing disappears any more, or nothing is left. */
export const lastingTraces = async (folder: string, networks: ReadonlySet<string>): Promise<string[]> => {
  const end = performance.now() + patienceMilliseconds;
  while (performance.now() < end && traces(folder, networks).length > 0) await pause(50);
  return traces(folder, networks);
};
