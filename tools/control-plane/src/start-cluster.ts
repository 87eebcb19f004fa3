import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBinaries, ensureCoredns } from './binaries/ensure-binaries.ts';
import { writeCredentials } from './certificates/write-credentials.ts';
import type { Cluster, ClusterOptions, NodeOptions } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { existingCluster } from './existing-cluster.ts';
import { runFolderPrefix } from './folders.ts';
import { freePort } from './free-port.ts';
import { ensureImage } from './images/ensure-image.ts';
import { pauseImage } from './images/pause-image.ts';
import { startKeeper } from './keeper/keeper.ts';
import { networkPlugins } from './node/network-plugins.ts';
import { clusterObstacle } from './obstacle.ts';
import { ownCluster } from './own-cluster.ts';
import { innerPort, type NodePlan, type Plan } from './plan.ts';

type Log = (line: string) => void;

const planNode = async ({ images = [] }: NodeOptions, log: Log): Promise<NodePlan> => {
  const { kubelet = '', kubeProxy = '' } = await ensureBinaries(log);
  const coredns = await ensureCoredns(log);
  const pause = await ensureImage(pauseImage, log);
  const others: string[] = [];
  for (const image of images) others.push(await ensureImage(image, log));
  return {
    kubelet,
    kubeProxy,
    coredns,
    networkPlugins: networkPlugins() ?? '',
    init: join(pause, 'pause'),
    images: [pause, ...others].map((folder) => join(folder, 'image.tar')),
  };
};

const startOwnCluster = async (options: ClusterOptions): Promise<Cluster> => {
  const { controllers = true, apiServerArguments = [], node, log = () => undefined } = options;
  const binaries = await ensureBinaries(log);
  const nodePlan = node === undefined ? {} : { node: await planNode(node, log) };
  const folder = await mkdtemp(runFolderPrefix);
  try {
    await mkdir(join(folder, 'log'));
    const port = await freePort();
    const plan: Plan = { folder, binaries, port, apiServerArguments, controllers, ...nodePlan };
    const outer = `https://127.0.0.1:${port}`;
    const credentials = await writeCredentials(folder, { outer, inner: `https://127.0.0.1:${innerPort(plan)}` });
    return ownCluster(folder, outer, credentials, await startKeeper(plan));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
};

/**
 * Starts a cluster of its own on a free port of 127.0.0.1; resolves when it serves. It ends with `stop()`, or with this
 * process, however that ends. If `USE_EXISTING_CLUSTER` is `true`, it is the one of `KUBECONFIG` instead, as it is.
 * Throws a `ClusterError`.
 */
export const startCluster = async (options: ClusterOptions = {}): Promise<Cluster> => {
  const obstacle = await clusterObstacle(options);
  if (obstacle !== undefined) throw new ClusterError('IMPOSSIBLE', obstacle);
  return (await existingCluster()) ?? (await startOwnCluster(options));
};
