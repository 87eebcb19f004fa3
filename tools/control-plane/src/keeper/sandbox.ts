/**
 * Runs a cluster with a node, in namespaces of its own; PID 1 there is an init that ends with this process. Its API
 * server is reached from outside through a socket that listens outside and is accepted from here.
 */
import { connect, type Server, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { prepareSandbox } from '../node/prepare-sandbox.ts';
import { innerPort, type Plan } from '../plan.ts';
import type { FromKeeper, ToSandbox } from './messages.ts';
import { boundProcesses } from './processes.ts';
import { runCluster } from './run-cluster.ts';

const tell = (message: FromKeeper): void => {
  if (process.connected) process.send?.(message);
};

const forward = (server: Server, port: number): void => {
  server.on('connection', (outer: Socket) => {
    const inner = connect({ host: '127.0.0.1', port, noDelay: true });
    outer.setNoDelay(true);
    // Either side may end at any time: that is not an error of this cluster.
    pipeline(outer, inner, outer, () => undefined);
  });
};

const start = async (plan: Plan, server: Server): Promise<void> => {
  await prepareSandbox(plan.folder);
  forward(server, innerPort(plan));
  const processes = boundProcesses(plan.folder);
  const cluster = runCluster(plan, processes);
  processes.failure.catch(fail);
  await Promise.race([cluster, processes.failure]);
  tell({ ready: true, init: undefined });
};

const fail = (error: unknown): void => {
  tell({ failed: error instanceof Error ? error.message : String(error) });
};

process.once('message', ({ plan }: ToSandbox, server: Server) => {
  start(plan, server).catch(fail);
});
process.on('disconnect', () => process.exit(0));
