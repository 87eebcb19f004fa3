/**
 * Real Kubernetes clusters for tests and for trying things: started, reached and ended without a trace.
 * Never here: what is done with them.
 */
export type { Access, Credential } from './access.ts';
export {
  type BackgroundCluster,
  backgroundCluster,
  startInBackground,
  stopInBackground,
} from './background.ts';
export type { Cluster, ClusterNode, ClusterOptions, KubectlOptions, NodeOptions } from './cluster.ts';
export { ClusterError, type ClusterErrorCode } from './cluster-error.ts';
export { type ClusterTest, clusterTests } from './cluster-tests.ts';
export type { Image } from './images/image.ts';
export { mariadbImage } from './images/mariadb-image.ts';
export { clusterObstacle } from './obstacle.ts';
export { prepareCaches } from './prepare-caches.ts';
export { startCluster } from './start-cluster.ts';
export { tryUpdate, type UpdateOutcome } from './try-update.ts';
