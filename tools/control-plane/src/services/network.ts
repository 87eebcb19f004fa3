/** Addresses of Services. The first one is that of `kubernetes.default`. */
export const serviceRange = '10.96.0.0/16';
export const kubernetesServiceAddress = '10.96.0.1';
export const dnsServiceAddress = '10.96.0.10';
export const clusterDomain = 'cluster.local';

/** The only node. Its addresses exist in the cluster's own network namespace alone, so every cluster has the same. */
export const nodeName = 'node';
export const nodeAddress = '10.77.0.2';
export const nodePrefixLength = 24;
export const podRange = '10.88.0.0/16';
