import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** An operator in a process of its own. */
export interface RunningOperator {
  readonly pid: number;
  /** What it has logged until now. Fails on a line that is no JSON. */
  readonly lines: () => readonly Readonly<Record<string, unknown>>[];
  /** All that it wrote, standard error included. */
  readonly output: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves to the exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts a program of `test/programs` against an API server; it ends with the test. */
export const runProgram = (t: TestContext, program: string, env: Readonly<Record<string, string>>): RunningOperator => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'programs', program)], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let standard = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    standard += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  t.after(() => {
    child.kill('SIGKILL');
    return ended;
  });
  return {
    pid: child.pid ?? 0,
    lines: () =>
      standard
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    output: () => output,
    kill: (signal) => void child.kill(signal),
    ended,
  };
};
