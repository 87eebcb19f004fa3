import { existsSync } from 'node:fs';
import { type Environment, ExecError, run } from '@wildermesser/exec';
import type { Binaries } from '../binaries/binaries.ts';
import { findGo } from '../binaries/find-go.ts';
import { corednsRecipe } from '../binaries/recipes.ts';
import type { NodeOptions } from '../cluster.ts';
import { imageFolder } from '../images/ensure-image.ts';
import { pauseImage } from '../images/pause-image.ts';
import { isInstalled } from '../installed.ts';
import { networkPlugins } from './network-plugins.ts';

/** What a node runs, by the Debian package that has it. */
const programs: Readonly<Record<string, string>> = {
  containerd: 'containerd',
  ctr: 'containerd',
  runc: 'runc',
  ip: 'iproute2',
  iptables: 'iptables',
  conntrack: 'conntrack',
  mount: 'mount',
  nsenter: 'util-linux',
  tar: 'tar',
};

const missingPackages = async ({ images = [] }: NodeOptions): Promise<readonly string[]> => {
  const toMake = [pauseImage, ...images].filter((image) => !existsSync(imageFolder(image)));
  const needed = [...Object.entries(programs), ...toMake.flatMap(({ needs }) => Object.entries(needs))];
  const missing = await Promise.all(
    needed.map(async ([program, name]) => ((await isInstalled(program)) ? [] : [name])),
  );
  const plugins = networkPlugins() === undefined ? ['containernetworking-plugins'] : [];
  return [...new Set([...missing.flat(), ...plugins])];
};

/** A container may be run by root and still have no right to make namespaces. */
const namespacesObstacle = async (): Promise<string | undefined> => {
  try {
    await run('unshare', [
      '--mount',
      '--mount-proc',
      '--pid',
      '--net',
      '--ipc',
      '--uts',
      '--fork',
      'mount',
      '--make-rshared',
      '/',
    ]);
    return undefined;
  } catch (error) {
    if (error instanceof ExecError)
      return `a node needs namespaces, which this machine refuses: ${error.stderr.trim()}`;
    throw error;
  }
};

/** What keeps this machine from running a node, in words; undefined if nothing does. */
export const nodeObstacle = async (
  options: NodeOptions,
  binaries: Binaries | undefined,
  env: Environment,
): Promise<string | undefined> => {
  if (process.getuid?.() !== 0) return 'a node needs root';
  const packages = await missingPackages(options);
  if (packages.length > 0) return `a node needs more programs: apt-get install ${packages.join(' ')}`;
  if (binaries !== undefined && (binaries.kubelet === undefined || binaries.kubeProxy === undefined))
    return `kubelet and kube-proxy are not beside ${binaries.apiServer}: unset KUBEBUILDER_ASSETS to have them compiled`;
  if (!existsSync(corednsRecipe.target)) {
    const go = await findGo(corednsRecipe.go, env);
    if ('advice' in go) return `CoreDNS is not compiled yet: ${go.advice}`;
  }
  return namespacesObstacle();
};
