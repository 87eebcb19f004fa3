import type { Cluster, ClusterOptions } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { existingCluster } from './existing-cluster.ts';
import { launchCluster } from './launch-cluster.ts';
import { clusterObstacle } from './obstacle.ts';

/**
 * Starts a cluster of its own on a free port of 127.0.0.1; resolves when it serves. It ends with `stop()`, or with this
 * process, however that ends. If `USE_EXISTING_CLUSTER` is `true`, it is the one of `KUBECONFIG` instead, as it is.
 * Throws a `ClusterError`.
 */
export const startCluster = async (options: ClusterOptions = {}): Promise<Cluster> => {
  const obstacle = await clusterObstacle(options);
  if (obstacle !== undefined) throw new ClusterError('IMPOSSIBLE', obstacle);
  return (await existingCluster()) ?? (await launchCluster(options)).cluster;
};
