/** A program that starts a cluster, with a Pod if it has a node, says where it is, and lives on. */
import { dirname } from 'node:path';
import { startCluster } from '../src/index.ts';

const options = JSON.parse(process.argv[2] ?? '{}');
const { kubeconfig, kubectl, node } = await startCluster(options);
if (node !== undefined) {
  await kubectl(['run', 'pod', '--image=platform.test/pause:1', '--image-pull-policy=Never']);
  await kubectl(['wait', '--for=condition=Ready', 'pod/pod', '--timeout=60s']);
}
process.stdout.write(`${dirname(kubeconfig)}\n`);
setInterval(() => undefined, 1000);
