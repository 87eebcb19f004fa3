import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { ClusterError } from '../cluster-error.ts';
import { createCgroups } from '../node/cgroups.ts';
import type { NodePlan, Plan } from '../plan.ts';
import { logFile } from './logs.ts';
import type { FromKeeper } from './messages.ts';
import type { Running } from './running.ts';

const program = new URL('./sandbox.ts', import.meta.url).pathname;

/** The kernel kills `unshare` with this process, its child with `unshare`, and all other processes there with that one. */
const spawnInNamespaces = ({ init }: NodePlan, log: number): ChildProcess =>
  spawn(
    'setpriv',
    [
      ...['--pdeathsig', 'KILL', '--'],
      ...[
        'unshare',
        '--mount',
        '--mount-proc',
        '--pid',
        '--net',
        '--ipc',
        '--uts',
        '--fork',
        '--kill-child=KILL',
        '--',
      ],
      ...[init, process.execPath, program],
    ],
    { stdio: ['ignore', log, log, 'ipc'] },
  );

/** PID 1 of the namespaces, as this process sees it: the only child of `unshare`. */
const initOf = ({ pid }: ChildProcess): number | undefined => {
  try {
    const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
    return child ? Number(child) : undefined;
  } catch {
    return undefined;
  }
};

/** Ends all processes of the namespaces; `unshare` ends when they have. */
const killInit = (child: ChildProcess): void => {
  const init = initOf(child);
  if (init === undefined) child.kill('SIGKILL');
  else
    try {
      process.kill(init, 'SIGKILL');
    } catch {
      // It has ended in between.
    }
};

const listen = async (port: number): Promise<Server> => {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

const handOver = async (child: ChildProcess, plan: Plan): Promise<void> => {
  const server = await listen(plan.port);
  await new Promise<void>((resolve, reject) =>
    child.send({ plan }, server, (error) => (error === null ? resolve() : reject(error))),
  );
  server.close();
};

/** Runs a cluster with a node, in namespaces of its own. */
export const startSandbox = (plan: Plan, node: NodePlan): Running => {
  const { promise: failure, reject: fail } = Promise.withResolvers<never>();
  failure.catch(() => undefined);
  const { promise: served, resolve: serve } = Promise.withResolvers<void>();
  const log = openSync(logFile(plan.folder, 'sandbox'), 'a', 0o600);
  const child = spawnInNamespaces(node, log);
  closeSync(log);
  const ended = once(child, 'exit');
  child.on('message', (message: FromKeeper) => {
    if ('failed' in message) fail(new ClusterError('FAILED', message.failed));
    else serve();
  });
  child.once('error', fail);
  child.once('exit', (code, signal) =>
    fail(new ClusterError('FAILED', `the node ended with ${signal ?? `code ${code}`}`)),
  );
  const start = async (): Promise<void> => {
    await createCgroups(plan.folder);
    await handOver(child, plan);
    await served;
  };
  const kill = async (): Promise<void> => {
    killInit(child);
    await ended;
  };
  return { ready: Promise.race([start(), failure]), failure, kill, init: () => initOf(child) };
};
