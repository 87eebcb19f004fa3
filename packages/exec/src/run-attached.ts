import { spawn } from 'node:child_process';
import { type Environment, environment } from './environment.ts';
import { ExecError } from './exec-error.ts';

/**
 * Runs a program that talks to the user itself, on the streams of this process. Answers its exit code; a program ended
 * by a signal counts as 1. Throws an ExecError when it cannot be started.
 */
export const runAttached = (
  command: string,
  args: readonly string[],
  { cwd, env = environment() }: { readonly cwd?: string; readonly env?: Environment } = {},
): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...env }, stdio: 'inherit' });
    child.on('error', (error) => {
      const failure = { command, args, exitCode: undefined, stdout: '', stderr: '' };
      reject(new ExecError('NOT_FOUND', failure, `${command} cannot be started: ${error.message}`));
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
