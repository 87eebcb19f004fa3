/**
 * A process that owns one cluster: it starts the programs, tells the process that asked for them, and ends them when
 * that process asks or is gone. It leads a session of its own, so that Ctrl-C in a terminal reaches only the latter.
 */
import { rm } from 'node:fs/promises';
import type { FromKeeper, ToKeeper } from './messages.ts';
import { boundProcesses, type Processes } from './processes.ts';
import { runControlPlane } from './run-control-plane.ts';

let folder: string | undefined;
let processes: Processes | undefined;
let isDetached = false;
let isStopping = false;

const tell = (message: FromKeeper): void => {
  if (process.connected) process.send?.(message);
};

const stop = async (): Promise<void> => {
  if (isStopping) return;
  isStopping = true;
  await processes?.kill();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  process.exit(0);
};

const fail = async (error: unknown): Promise<void> => {
  if (isStopping) return;
  tell({ failed: error instanceof Error ? error.message : String(error) });
  await stop();
};

const start = async ({ plan }: Extract<ToKeeper, { plan: unknown }>): Promise<void> => {
  folder = plan.folder;
  processes = boundProcesses(plan.folder);
  processes.failure.catch(fail);
  await Promise.race([runControlPlane(plan, processes), processes.failure]);
  tell({ ready: true });
};

process.on('message', (message: ToKeeper) => {
  if ('plan' in message) start(message).catch(fail);
  else if ('detach' in message) isDetached = true;
  else void stop();
});
process.on('disconnect', () => {
  if (!isDetached) void stop();
});
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
