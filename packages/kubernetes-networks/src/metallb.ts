import { component } from '@wildermesser/emit';
import { ipAddressPool, l2Advertisement } from '@wildermesser/manifest/metallb/v1beta1';
import { recommendedLabels } from '@wildermesser/manifest/workload';
import { installedDefinition, installedNamespace } from './expected.ts';
import { addressRange } from './load-balancer-address.ts';

const namespace = 'metallb-system';
const pool = 'default';
const metadata = {
  labels: recommendedLabels({ name: 'metallb', component: 'metallb', partOf: 'kubernetes-networks' }),
  // MetalLB's webhook judges both, so whatever starts MetalLB in this directory's sync comes first.
  annotations: { 'argocd.argoproj.io/sync-wave': '1' },
};

/** The addresses of load balancers, announced on the local network (layer 2). MetalLB itself is there already. */
export const metallb = component({
  name: 'metallb',
  namespace,
  // After everything that may install MetalLB, before the Services that want an address.
  wave: 1,
  manifests: () => [
    ipAddressPool({
      metadata: { name: pool, ...metadata },
      spec: { addresses: [`${addressRange.first}-${addressRange.last}`] },
    }),
    l2Advertisement({ metadata: { name: pool, ...metadata }, spec: { ipAddressPools: [pool] } }),
  ],
  expects: [
    installedNamespace(namespace, 'MetalLB'),
    installedDefinition('ipaddresspools.metallb.io', 'MetalLB'),
    installedDefinition('l2advertisements.metallb.io', 'MetalLB'),
  ],
});
