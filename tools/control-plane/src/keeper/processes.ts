import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ClusterError } from '../cluster-error.ts';
import type { Service } from '../services/service.ts';
import { logFile, logTail } from './logs.ts';

/** The running programs of one cluster. */
export interface Processes {
  readonly start: (service: Service) => void;
  /** Rejects when one of them ends, with its name and the last lines of its log; never resolves. */
  readonly failure: Promise<never>;
  /** Ends all of them; what they have written is worth nothing any more. */
  readonly kill: () => Promise<void>;
}

/** The kernel kills the program when this process ends, however it ends. */
const spawnBound = ({ path, args }: Service, log: string): ChildProcess => {
  const output = openSync(log, 'a', 0o600);
  try {
    return spawn('setpriv', ['--pdeathsig', 'KILL', '--', path, ...args], { stdio: ['ignore', output, output] });
  } finally {
    closeSync(output);
  }
};

/** Starts programs that write their logs to `log/` of this folder. */
export const boundProcesses = (folder: string): Processes => {
  const running = new Map<ChildProcess, Promise<void>>();
  const { promise: failure, reject } = Promise.withResolvers<never>();
  // Somebody may be interested later, or never.
  failure.catch(() => undefined);
  let isStopping = false;
  const fail = (message: string): void => {
    if (!isStopping) reject(new ClusterError('FAILED', message));
  };
  const start = (service: Service): void => {
    if (isStopping) return;
    for (const [path, text] of Object.entries(service.files ?? {})) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const log = logFile(folder, service.name);
    const child = spawnBound(service, log);
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    running.set(child, ended);
    child.once('error', (error) => {
      fail(`${service.name} cannot be started: ${error.message}`);
      resolve();
    });
    child.once('exit', (code, signal) => {
      fail(`${service.name} ended with ${signal ?? `code ${code}`}:\n${logTail(log)}`);
      running.delete(child);
      resolve();
    });
  };
  const kill = async (): Promise<void> => {
    isStopping = true;
    for (const child of running.keys()) child.kill('SIGKILL');
    await Promise.all(running.values());
  };
  return { start, failure, kill };
};
