import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBinaries } from './binaries/ensure-binaries.ts';
import { writeCredentials } from './certificates/write-credentials.ts';
import type { Cluster, ClusterOptions } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { existingCluster } from './existing-cluster.ts';
import { runFolderPrefix } from './folders.ts';
import { freePort } from './free-port.ts';
import { startKeeper } from './keeper/keeper.ts';
import { clusterObstacle } from './obstacle.ts';
import { ownCluster } from './own-cluster.ts';

const startOwnCluster = async (options: ClusterOptions): Promise<Cluster> => {
  const { controllers = true, apiServerArguments = [], log = () => undefined } = options;
  const binaries = await ensureBinaries(log);
  const folder = await mkdtemp(runFolderPrefix);
  try {
    await mkdir(join(folder, 'log'));
    const port = await freePort();
    const url = `https://127.0.0.1:${port}`;
    const credentials = await writeCredentials(folder, url);
    const keeper = await startKeeper({ folder, binaries, port, apiServerArguments, controllers });
    return ownCluster(folder, url, credentials, keeper.stop);
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
