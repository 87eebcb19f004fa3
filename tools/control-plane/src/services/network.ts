/** Addresses of Services. The first one is that of `kubernetes.default`. */
export const serviceRange = '10.96.0.0/16';
export const kubernetesServiceAddress = '10.96.0.1';
export const dnsServiceAddress = '10.96.0.10';
export const clusterDomain = 'cluster.local';
