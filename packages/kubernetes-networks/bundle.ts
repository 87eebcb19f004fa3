import { bundle } from '@wildermesser/emit';
import { canary } from './src/canary.ts';
import { canaryGateway } from './src/canary-gateway.ts';
import { coredns } from './src/coredns.ts';
import { dashboard } from './src/dashboard.ts';
import { metallb } from './src/metallb.ts';
import { web } from './src/web.ts';

export default bundle({
  description: 'Kubernetes networks: Services, Ingress, MetalLB, and canaries with Ingress and Gateway API',
  components: [metallb, web, coredns, dashboard, canary, canaryGateway],
});
