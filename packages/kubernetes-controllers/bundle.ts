import { bundle } from '@wildermesser/emit';
import { frontend } from './src/frontend.ts';
import { frontendReplicaset } from './src/frontend-replicaset.ts';
import { nodeExporter } from './src/node-exporter.ts';
import { paymentservice } from './src/paymentservice.ts';
import { paymentserviceBlueGreen } from './src/paymentservice-blue-green.ts';
import { paymentserviceReplicaset } from './src/paymentservice-replicaset.ts';
import { paymentserviceReverse } from './src/paymentservice-reverse.ts';

export default bundle({
  description: 'Homework kubernetes-controllers: ReplicaSets, Deployments that roll out in three ways, a DaemonSet',
  components: [
    frontend,
    frontendReplicaset,
    nodeExporter,
    paymentservice,
    paymentserviceBlueGreen,
    paymentserviceReplicaset,
    paymentserviceReverse,
  ],
});
