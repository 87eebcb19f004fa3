import { component } from '@wildermesser/emit';
import { recordOrigin } from '@wildermesser/manifest';
import { type Service, service } from '@wildermesser/manifest/core/v1';
import { recommendedLabels } from '@wildermesser/manifest/workload';
import { dnsAddress, loadBalancerAddress } from './load-balancer-address.ts';

const namespace = 'kube-system';
/** The label of the pods, kept by every installer from the days of kube-dns. */
const selector = { 'k8s-app': 'kube-dns' };
const port = 53;

/** One Service a protocol: many load balancers cannot mix them in one Service, and all can share an address. */
const external = (name: string, protocol: 'UDP' | 'TCP', portName: string): Service => {
  const manifest = service({
    metadata: {
      name,
      labels: recommendedLabels({ name: 'coredns', component: 'coredns', partOf: 'kubernetes-networks' }),
      annotations: loadBalancerAddress(dnsAddress, 'dns'),
    },
    spec: {
      type: 'LoadBalancer',
      allocateLoadBalancerNodePorts: false,
      selector,
      ports: [{ name: portName, port, protocol, targetPort: port }],
    },
  });
  recordOrigin(manifest, external);
  return manifest;
};

/** The cluster's DNS for clients outside of it, over UDP and TCP on one address. */
export const coredns = component({
  name: 'coredns',
  namespace,
  wave: 2,
  manifests: () => [external('coredns-ext-udp', 'UDP', 'dns'), external('coredns-ext-tcp', 'TCP', 'dns-tcp')],
  expects: [
    {
      group: 'apps',
      kind: 'Deployment',
      namespace,
      name: 'coredns',
      reason: "the cluster's installer runs it",
      labels: selector,
      ports: [
        { name: 'dns', port, protocol: 'UDP' },
        { name: 'dns-tcp', port, protocol: 'TCP' },
      ],
    },
  ],
});
