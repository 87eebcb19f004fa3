import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExecError, environment, run, runAttached } from '@wildermesser/exec';
import { hostArchitecture } from '../architecture.ts';
import { ImageError } from '../image-error.ts';
import type { Entry } from '../tar/entry.ts';
import { type RunRequest, writeRuntimeBundle } from './runtime-bundle.ts';

/** Command lines that take the arguments of docker, in the order in which they are looked for. */
const engines = ['docker', 'podman', 'nerdctl'] as const;

/** What is run, and how. */
export interface ImageRun extends RunRequest {
  /** The archive of this machine's architecture. */
  readonly archive: string;
  /** Name and tag in the archive. */
  readonly reference: string;
  /** All of the image, for machines without an engine. */
  readonly entries: () => Promise<readonly Entry[]>;
}

/** Whether a program is there and does what it is asked; the client of an engine may be there without the engine. */
const works = async (command: string, args: readonly string[]): Promise<boolean> => {
  try {
    await run(command, args, { timeoutSeconds: 20 });
    return true;
  } catch (error) {
    if (error instanceof ExecError) return false;
    throw error;
  }
};

const withEngine = async (engine: string, { archive, reference, args, env }: ImageRun): Promise<number> => {
  await run(engine, ['load', '--input', archive], { timeoutSeconds: 300 });
  // Values go by this process's environment: arguments can be read by everybody on the machine.
  const names = Object.keys(env).flatMap((name) => ['--env', name]);
  const strict = [
    '--read-only',
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    '--tmpfs=/tmp',
    '--network=host',
  ];
  return runAttached(engine, ['run', '--rm', '--init=false', ...strict, ...names, reference, ...args], {
    env: { ...environment(), ...env },
  });
};

const withRunc = async ({ entries, ...request }: ImageRun): Promise<number> => {
  const bundle = mkdtempSync(join(tmpdir(), 'image-run-'));
  try {
    writeRuntimeBundle(bundle, await entries(), request);
    return await runAttached('runc', ['run', '--bundle', bundle, `image-run-${process.pid}`]);
  } finally {
    rmSync(bundle, { recursive: true, force: true });
  }
};

/**
 * Runs the image in the foreground, locked down as a cluster would, and answers its exit code: with the first engine that
 * works, or else with runc as root.
 *
 * @throws ImageError when this machine has neither
 */
export const runImage = async (request: ImageRun): Promise<number> => {
  if (hostArchitecture() === undefined)
    throw new ImageError('UNSUPPORTED', `there is no image for ${process.arch}`, 'run it on x64 or arm64');
  for (const engine of engines) if (await works(engine, ['info'])) return withEngine(engine, request);
  if (process.getuid?.() === 0 && (await works('runc', ['--version']))) return withRunc(request);
  throw new ImageError(
    'MISSING',
    `nothing here can run an image: ${engines.join(', ')} do not work, and runc wants root`,
    'start one of them, or install runc and run this as root',
  );
};
