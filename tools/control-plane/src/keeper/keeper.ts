import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ClusterError } from '../cluster-error.ts';
import type { Plan } from '../plan.ts';
import { removeTraces } from '../traces.ts';
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

const send = (child: ChildProcess, message: ToKeeper): void => {
  if (child.connected) child.send(message);
};

/** Resolves when the cluster serves; throws what the keeper says when it does not. */
const served = (child: ChildProcess): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    child.on('message', (message: FromKeeper) => {
      if ('ready' in message) resolve(message.init);
      else reject(new ClusterError('FAILED', message.failed));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new ClusterError('FAILED', `the keeper of the cluster ended with ${signal ?? `code ${code}`}`)),
    );
  });

/** Starts a keeper for this plan; resolves when the cluster serves. The keeper ends with this process, however that ends. */
export const startKeeper = async (plan: Plan): Promise<Keeper> => {
  const program = new URL('./main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program], {
    detached: true,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // A keeper that was killed has left something.
  const ended = once(child, 'exit').then(
    () => removeTraces(plan.folder),
    () => undefined,
  );
  const stop = async (): Promise<void> => {
    child.ref();
    child.channel?.ref();
    send(child, { stop: true });
    await ended;
  };
  send(child, { plan });
  const init = await served(child).catch(async (error: unknown) => {
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
