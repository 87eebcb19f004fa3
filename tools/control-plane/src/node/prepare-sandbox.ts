import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { run } from '@wildermesser/exec';
import { nodeAddress, nodeName, nodePrefixLength, serviceRange } from '../services/network.ts';

/** What the kubelet wants of the machine's kernel. It is shown these values instead of setting them. */
const kernelSettings: Readonly<Record<string, string>> = {
  'vm/overcommit_memory': '1',
  'vm/panic_on_oom': '0',
  'kernel/panic': '10',
  'kernel/panic_on_oops': '1',
  'kernel/keys/root_maxkeys': '1000000',
  'kernel/keys/root_maxbytes': '25000000',
};

/** Folders that the node's programs write to by fixed paths, where missing ones are made, too. */
const shadowedFolders = ['/var/lib', '/var/log'];

/** Where volumes by `hostPath` are by custom. What is written there is gone with the node. */
const dataFolder = '/data';

const mount = async (...args: readonly string[]): Promise<void> => {
  await run('mount', args);
};

const shadow = async (path: string, layers: string): Promise<void> => {
  const own = join(layers, basename(path));
  const [upper, work] = [join(own, 'upper'), join(own, 'work')];
  await mkdir(upper, { recursive: true });
  await mkdir(work);
  await mount('-t', 'overlay', 'overlay', '-o', `lowerdir=${path},upperdir=${upper},workdir=${work}`, path);
};

const prepareMounts = async (folder: string): Promise<void> => {
  await mount('--make-rshared', '/');
  await mount('-t', 'tmpfs', '-o', 'mode=755', 'run', '/run');
  await mkdir('/run/netns');
  const layers = join(folder, 'layers');
  await mkdir(layers);
  await mount('-t', 'tmpfs', 'layers', layers);
  for (const path of shadowedFolders) await shadow(path, layers);
  // On a machine that has no such folder an empty one is left: something has to be there to be covered.
  await mkdir(dataFolder, { recursive: true });
  const data = join(layers, 'data');
  await mkdir(data);
  await mount('--bind', data, dataFolder);
  const settings = join(folder, 'kernel-settings');
  await mkdir(settings);
  for (const [name, value] of Object.entries(kernelSettings)) {
    const target = join('/proc/sys', name);
    const file = join(settings, basename(name));
    if (!existsSync(target)) continue;
    await writeFile(file, `${value}\n`);
    await mount('--bind', file, target);
  }
};

/** An address, and no way out but to Services: what looks for a cloud around it fails at once. */
const prepareNetwork = async (): Promise<void> => {
  const ip = (...args: readonly string[]): Promise<unknown> => run('ip', args);
  await ip('link', 'set', 'lo', 'up');
  // A bridge without ports, since not every kernel has dummy interfaces.
  await ip('link', 'add', 'nic0', 'type', 'bridge');
  await ip('address', 'add', `${nodeAddress}/${nodePrefixLength}`, 'dev', 'nic0');
  await ip('link', 'set', 'nic0', 'up');
  await ip('route', 'add', serviceRange, 'dev', 'nic0', 'src', nodeAddress);
  await writeFile('/proc/sys/net/ipv4/ip_forward', '1');
  // Where the kernel can, packets between Pods of the bridge pass the rules of Services, too.
  const bridged = '/proc/sys/net/bridge/bridge-nf-call-iptables';
  if (existsSync(bridged)) await writeFile(bridged, '1');
};

/** Makes the namespaces of this process a machine for one node. Nothing of it is seen outside of them. */
export const prepareSandbox = async (folder: string): Promise<void> => {
  await writeFile('/proc/sys/kernel/hostname', nodeName);
  await Promise.all([prepareMounts(folder), prepareNetwork()]);
};
