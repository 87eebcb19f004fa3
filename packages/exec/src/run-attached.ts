import { type ChildProcess, spawn } from 'node:child_process';
import { type Environment, environment } from './environment.ts';
import { ExecError } from './exec-error.ts';

/** What ends a process by request. */
const endings = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** Passes requests to end on to a program that may want to clean up, instead of following them here. */
const passOn = (child: ChildProcess): (() => void) => {
  const restored = endings.map((signal) => {
    const before = process.listeners(signal);
    const forward = (): void => {
      child.kill(signal);
    };
    process.removeAllListeners(signal).on(signal, forward);
    return () => {
      process.off(signal, forward);
      for (const listener of before) process.on(signal, listener);
    };
  });
  return () => {
    for (const restore of restored) restore();
  };
};

/**
 * Runs a program that talks to the user itself, on the streams of this process. Answers its exit code; a program ended
 * by a signal counts as 1. Signals that ask this process to end are passed on. Throws an ExecError when it cannot be
 * started.
 */
export const runAttached = (
  command: string,
  args: readonly string[],
  { cwd, env = environment() }: { readonly cwd?: string; readonly env?: Environment } = {},
): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...env }, stdio: 'inherit' });
    const settle = passOn(child);
    child.on('error', (error) => {
      settle();
      const failure = { command, args, exitCode: undefined, stdout: '', stderr: '' };
      reject(new ExecError('NOT_FOUND', failure, `${command} cannot be started: ${error.message}`));
    });
    child.on('exit', (code) => {
      settle();
      resolve(code ?? 1);
    });
  });
