import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ContenderError } from '../measure.ts';

/** A program that says `{"message":"synced"}` and goes on. */
export interface RunningProgram {
  /** From its start until it said so. */
  readonly secondsToSynced: number;
  /** Of its resident set now, and at most until now. */
  readonly memory: () => { readonly mebibytes: number; readonly peakMebibytes: number };
  /** The port in its line `starting`; 0 if it serves none. */
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const kibibytesOf = (status: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN);

const memoryOf = (pid: number) => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return { mebibytes: kibibytesOf(status, 'VmRSS') / 1024, peakMebibytes: kibibytesOf(status, 'VmHWM') / 1024 };
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
};

/** Starts a program and waits until it is synced. Throws a `ContenderError` with what it wrote when it ends before. */
export const startProgram = async (
  name: string,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<RunningProgram> => {
  const started = performance.now();
  const [file = '', ...args] = command;
  const child = spawn(file, args, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let port = 0;
  child.stderr.on('data', (chunk) => {
    output = (output + chunk).slice(-4000);
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line);
    if (said.level === 'error' || said.level === 'warn') output = `${output}${line}\n`.slice(-4000);
    if (said.message === 'starting') port = said.port;
    if (said.message === 'synced') resolve();
  });
  child.on('exit', () => reject(new ContenderError(name, output)));
  await promise;
  const secondsToSynced = (performance.now() - started) / 1000;
  return { secondsToSynced, memory: () => memoryOf(child.pid ?? 0), port, stop: () => end(child) };
};
