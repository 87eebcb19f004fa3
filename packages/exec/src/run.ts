import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { basename } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type Environment, environment } from './environment.ts';
import { ExecError, type ExecErrorCode } from './exec-error.ts';

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** How to run a program. */
export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment of the program, not additions to it. Default: that of this process. */
  readonly env?: Environment;
  /** What the program reads from its standard input. Default: nothing. */
  readonly input?: string | Uint8Array;
  /** Default 90, the limit that Argo CD sets on its own tools. */
  readonly timeoutSeconds?: number;
  /** Aborting it kills the program and everything it started. */
  readonly signal?: AbortSignal;
}

/** What a program wrote. */
export interface Output<Text> {
  readonly stdout: Text;
  readonly stderr: string;
}

const defaultTimeoutSeconds = 90;

const running = new Set<Child>();

/** The child leads a process group of its own, so that what it starts ends with it. */
const killGroup = (child: Child): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended in between.
  }
};

const killAll = (): void => {
  for (const child of running) killGroup(child);
};

const remember = (child: Child): void => {
  if (running.size === 0) process.on('exit', killAll);
  running.add(child);
};

const forget = (child: Child): void => {
  running.delete(child);
  if (running.size === 0) process.off('exit', killAll);
};

/** As `run`, for programs whose output is not text. */
export const runBinary = (
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Output<Buffer>> =>
  new Promise((resolve, reject) => {
    const { cwd, env = environment(), input, timeoutSeconds = defaultTimeoutSeconds, signal } = options;
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const failed = (code: ExecErrorCode, exitCode: number | undefined, why: string): ExecError =>
      new ExecError(
        code,
        {
          command,
          args,
          exitCode,
          stdout: Buffer.concat(stdout).toString(),
          stderr: Buffer.concat(stderr).toString(),
        },
        `${basename(command)} ${why}`,
      );
    if (signal?.aborted === true) {
      reject(failed('KILLED', undefined, 'was not started: cancelled'));
      return;
    }
    const child: Child = spawn(command, args, { cwd, env: { ...env }, detached: true, stdio: 'pipe' });
    let stopped: ExecErrorCode | undefined;
    const stop = (code: ExecErrorCode): void => {
      stopped ??= code;
      killGroup(child);
    };
    const timer = setTimeout(() => stop('TIMEOUT'), timeoutSeconds * 1000);
    const cancel = (): void => stop('KILLED');
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      forget(child);
    };
    remember(child);
    // One signal may cancel any number of programs.
    if (signal !== undefined) setMaxListeners(0, signal);
    signal?.addEventListener('abort', cancel, { once: true });
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    // A program may end without reading all of its input; its exit code says whether that was wrong.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', (error) => {
      settle();
      // Node reports a missing working directory as a missing program, too.
      reject(failed('NOT_FOUND', undefined, `cannot be started: ${error.message}`));
    });
    child.on('exit', () => {
      // A grandchild outside the group must not hold a stopped run open by keeping its pipes.
      if (stopped === undefined) return;
      child.stdout.destroy();
      child.stderr.destroy();
    });
    child.on('close', (exitCode, endedBy) => {
      settle();
      if (stopped === 'TIMEOUT') reject(failed('TIMEOUT', undefined, `did not end within ${timeoutSeconds} seconds`));
      else if (stopped !== undefined) reject(failed(stopped, undefined, 'was cancelled'));
      else if (endedBy !== null) reject(failed('KILLED', undefined, `was ended by ${endedBy}`));
      else if (exitCode !== 0) reject(failed('FAILED', exitCode ?? undefined, `ended with code ${exitCode}`));
      else resolve({ stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
  });

/**
 * Runs a program with these arguments, without a shell, and resolves when it has ended well; its output may have any
 * size. Rejects with an `ExecError`. Nothing that it started is left running.
 */
export const run = async (
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Output<string>> => {
  const { stdout, stderr } = await runBinary(command, args, options);
  return { stdout: stdout.toString(), stderr };
};
