/**
 * A process that owns one cluster: it starts the programs, tells the process that asked for them, and ends them when
 * that process asks or is gone. It leads a session of its own, so that Ctrl-C in a terminal reaches only the latter.
 */
import type { Plan } from '../plan.ts';
import { removeTraces } from '../traces.ts';
import { tryLock } from '../with-lock.ts';
import type { FromKeeper, ToKeeper } from './messages.ts';
import { boundProcesses } from './processes.ts';
import { runCluster } from './run-cluster.ts';
import type { Running } from './running.ts';
import { startSandbox } from './start-sandbox.ts';

let folder: string | undefined;
let cluster: Running | undefined;
let isDetached = false;
let isStopping = false;

const tell = (message: FromKeeper): void => {
  if (process.connected) process.send?.(message);
};

const stop = async (): Promise<void> => {
  if (isStopping) return;
  isStopping = true;
  await cluster?.kill();
  if (folder !== undefined) await removeTraces(folder);
  process.exit(0);
};

const fail = async (error: unknown): Promise<void> => {
  if (isStopping) return;
  tell({ failed: error instanceof Error ? error.message : String(error) });
  await stop();
};

/** Without a node the programs need no namespaces: they are children of this process. */
const startBound = (plan: Plan): Running => {
  const processes = boundProcesses(plan.folder);
  const ready = Promise.race([runCluster(plan, processes), processes.failure]);
  return { ready, failure: processes.failure, kill: processes.kill, init: () => undefined };
};

const start = async (plan: Plan): Promise<void> => {
  folder = plan.folder;
  // Says to others that this folder is somebody's.
  await tryLock(folder);
  if (isStopping) return;
  cluster = plan.node === undefined ? startBound(plan) : startSandbox(plan, plan.node);
  cluster.failure.catch(fail);
  await cluster.ready;
  tell({ ready: true, init: cluster.init() });
};

process.on('message', (message: ToKeeper) => {
  if ('plan' in message) start(message.plan).catch(fail);
  else if ('detach' in message) isDetached = true;
  else void stop();
});
process.on('disconnect', () => {
  if (!isDetached) void stop();
});
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
