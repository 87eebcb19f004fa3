import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries/binaries.ts';
import { ensureBinaries, ensureCoredns } from './binaries/ensure-binaries.ts';
import { kubernetesRecipe } from './binaries/recipes.ts';
import { writeCredentials } from './certificates/write-credentials.ts';
import type { Cluster, ClusterOptions, NodeOptions } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { runFolderPrefix } from './folders.ts';
import { freePort } from './free-port.ts';
import { ensureImage } from './images/ensure-image.ts';
import { copyStore, ensureStore } from './images/image-store.ts';
import { pauseImage } from './images/pause-image.ts';
import { type Keeper, startKeeper } from './keeper/keeper.ts';
import { networkPlugins } from './node/network-plugins.ts';
import { ownCluster } from './own-cluster.ts';
import { innerPort, type NodePlan, type Plan } from './plan.ts';
import { sweepTraces } from './traces.ts';

type Log = (line: string) => void;

/** What a node needs, made where it is not in the cache yet. */
interface NodeSupplies {
  readonly plan: NodePlan;
  readonly store: string;
}

const supplyNode = async (options: NodeOptions, { kubelet, kubeProxy }: Binaries, log: Log): Promise<NodeSupplies> => {
  const plugins = networkPlugins();
  if (kubelet === undefined || kubeProxy === undefined || plugins === undefined)
    throw new ClusterError('IMPOSSIBLE', 'kubelet, kube-proxy or the CNI plugins are missing');
  const coredns = await ensureCoredns(log);
  const store = await ensureStore([pauseImage, ...(options.images ?? [])], log);
  const init = join(await ensureImage(pauseImage, log), 'pause');
  return { plan: { kubelet, kubeProxy, coredns, networkPlugins: plugins, init }, store };
};

/** A cluster with the process that runs it. */
export interface Launched {
  readonly folder: string;
  readonly cluster: Cluster;
  readonly keeper: Keeper;
}

/** Starts a cluster; it ends with this process unless its keeper is detached. */
export const launchCluster = async (options: ClusterOptions): Promise<Launched> => {
  const { controllers = true, apiServerArguments = [], node, log = () => undefined } = options;
  const binaries = await ensureBinaries(log);
  const supplies = node === undefined ? undefined : await supplyNode(node, binaries, log);
  await sweepTraces();
  const folder = await mkdtemp(runFolderPrefix);
  try {
    log(`starting ${kubernetesRecipe.name}${node === undefined ? '' : ' with a node'}`);
    await mkdir(join(folder, 'log'));
    const port = await freePort();
    if (supplies !== undefined) await copyStore(supplies.store, folder);
    const nodePlan = supplies === undefined ? {} : { node: supplies.plan };
    const plan: Plan = { folder, binaries, port, apiServerArguments, controllers, ...nodePlan };
    const outer = `https://127.0.0.1:${port}`;
    const credentials = await writeCredentials(folder, { outer, inner: `https://127.0.0.1:${innerPort(plan)}` });
    const keeper = await startKeeper(plan);
    return { folder, cluster: ownCluster(folder, outer, credentials, keeper), keeper };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
};
