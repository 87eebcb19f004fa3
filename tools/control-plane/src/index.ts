/**
 * Real Kubernetes clusters for tests and for trying things: started, reached and ended without a trace.
 * Never here: what is done with them.
 */
export type { Access, Credential } from './access.ts';
export type { Cluster, ClusterOptions, KubectlOptions } from './cluster.ts';
export { ClusterError, type ClusterErrorCode } from './cluster-error.ts';
export { startCluster } from './start-cluster.ts';
