import { join } from 'node:path';
import type { NodePlan, Plan } from '../plan.ts';
import { clusterDomain, dnsServiceAddress, nodeAddress } from './network.ts';
import type { Service } from './service.ts';

const readyPort = 8181;

/** Answers 200 when names of the cluster are answered. */
export const corednsReadyUrl = `http://127.0.0.1:${readyPort}/ready`;

const zones = `${clusterDomain}:53 in-addr.arpa:53 ip6.arpa:53`;

const config = (folder: string): string => `${zones} {
  bind ${nodeAddress}
  errors
  ready 127.0.0.1:${readyPort}
  kubernetes {
    kubeconfig ${join(folder, 'coredns.kubeconfig')}
    pods insecure
    ttl 1
  }
}

.:53 {
  bind ${nodeAddress}
  template ANY ANY {
    rcode NXDOMAIN
  }
}
`;

/** The names of Services and Pods; all others are unknown, since nothing of a cluster talks to the world. */
export const coredns = ({ folder }: Plan, { coredns: path }: NodePlan): Service => {
  const configFile = join(folder, 'Corefile');
  return { name: 'coredns', path, args: ['-conf', configFile], files: { [configFile]: config(folder) } };
};

const metadata = { name: 'kube-dns', namespace: 'kube-system' };

/** What makes the address that Pods ask lead to it; it runs beside the Pods, not in one. */
export const dnsService = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata,
  spec: {
    clusterIP: dnsServiceAddress,
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
    ],
  },
};

export const dnsEndpoints = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { ...metadata, labels: { 'kubernetes.io/service-name': metadata.name } },
  addressType: 'IPv4',
  endpoints: [{ addresses: [nodeAddress], conditions: { ready: true } }],
  ports: [
    { name: 'dns', port: 53, protocol: 'UDP' },
    { name: 'dns-tcp', port: 53, protocol: 'TCP' },
  ],
};
