import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { ClusterError } from '../cluster-error.ts';
import type { Plan } from '../plan.ts';
import { removeTraces } from '../traces.ts';
import { logFile, logTail } from './logs.ts';
import type { FromKeeper, ToKeeper } from './messages.ts';

/** The process that runs a cluster, seen from the one that asked for it. */
export interface Keeper {
  readonly pid: number;
  /** PID 1 of the namespaces of its node, if it has one. */
  readonly init: number | undefined;
  /** Ends the cluster; resolves when nothing of it is left. */
  readonly stop: () => Promise<void>;
  /** Lets the cluster outlive this process. */
  readonly detach: () => void;
}

const program = new URL('./main.ts', import.meta.url).pathname;

const spawnKeeper = (log: string): ChildProcess => {
  // Not a stream of ours: a keeper that outlives us would hold it open.
  const output = openSync(log, 'a', 0o600);
  const stdio = ['ignore', output, output, 'ipc'] as const;
  const child = spawn(process.execPath, [program], { detached: true, cwd: '/', stdio: [...stdio] });
  closeSync(output);
  return child;
};

const send = (child: ChildProcess, message: ToKeeper): void => {
  if (child.connected) child.send(message);
};

/** Starts a keeper for this plan; resolves when the cluster serves. The keeper ends with this process, however that ends. */
export const startKeeper = async (plan: Plan): Promise<Keeper> => {
  const log = logFile(plan.folder, 'keeper');
  const child = spawnKeeper(log);
  const served = Promise.withResolvers<number | undefined>();
  const ended = Promise.withResolvers<void>();
  child.on('message', (message: FromKeeper) => {
    if ('ready' in message) served.resolve(message.init);
    else served.reject(new ClusterError('FAILED', message.failed));
  });
  child.once('error', (error) => {
    served.reject(error);
    ended.resolve();
  });
  child.once('exit', (code, signal) => {
    const end = signal ?? `code ${code}`;
    served.reject(new ClusterError('FAILED', `the keeper of the cluster ended with ${end}:\n${logTail(log)}`));
    // One that was killed has left something.
    ended.resolve(removeTraces(plan.folder));
  });
  const stop = async (): Promise<void> => {
    child.ref();
    child.channel?.ref();
    send(child, { stop: true });
    await ended.promise;
  };
  send(child, { plan });
  const init = await served.promise.catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  // A test that forgets to stop the cluster ends all the same, and the cluster with it.
  child.unref();
  child.channel?.unref();
  const detach = (): void => {
    send(child, { detach: true });
    child.disconnect();
  };
  return { pid: child.pid as number, init, stop, detach };
};
