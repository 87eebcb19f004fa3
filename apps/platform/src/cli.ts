import { readFileSync } from 'node:fs';
import type { Command } from './command.ts';
import { type Io, paintFor } from './io.ts';
import { UsageError } from './usage-error.ts';
import { BusyError } from './write/staging.ts';

/** Each command with a line for the overview. Only the one that runs is loaded: the others would cost as much as it does. */
const commands: readonly { readonly name: string; readonly summary: string; readonly load: () => Promise<Command> }[] =
  [
    {
      name: 'build',
      summary: 'write generated/ from the bundles; --check compares with what Git has committed',
      load: async () => (await import('./commands/build.ts')).build,
    },
    {
      name: 'check',
      summary: 'render generated/ as Argo CD would, and validate what comes out',
      load: async () => (await import('./commands/check.ts')).check,
    },
    {
      name: 'diff',
      summary: 'say what a change does to the cluster, before it is merged',
      load: async () => (await import('./commands/diff.ts')).diff,
    },
    {
      name: 'render',
      summary: 'print what Argo CD would apply for a directory',
      load: async () => (await import('./commands/render.ts')).render,
    },
    {
      name: 'image',
      summary: 'build, check, run or push the image of the operator',
      load: async () => (await import('./commands/image.ts')).image,
    },
    {
      name: 'test',
      summary: 'check types and lint, then run the tests',
      load: async () => (await import('./commands/test.ts')).test,
    },
    {
      name: 'cluster',
      summary: 'start and end a real Kubernetes on this machine, to try things',
      load: async () => (await import('./commands/cluster.ts')).cluster,
    },
    {
      name: 'doctor',
      summary: 'say what this machine lacks, and how to get it',
      load: async () => (await import('./commands/doctor.ts')).doctor,
    },
  ];

const version = (): string => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
};

const overview = (): string => `Typed TypeScript to the manifests that Argo CD syncs.

Usage: platform <command> [arguments]

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`).join('\n')}

Options:
  -h, --help     this text, or that of a command
  -V, --version  the version of the platform

Exit codes: 0 fine, 1 findings or differences, 2 wrong use or a tool that failed; each command's --help says more.
`;

/** What the system's errors mean to somebody who runs a build. */
const systemAdvice: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; make room and run the command again, nothing was changed',
  EDQUOT: 'the disk quota is used up; make room and run the command again, nothing was changed',
  ENOTDIR: 'a part of the path is a file; name another one',
  EEXIST: 'a part of the path is a file; name another one',
  EROFS: 'the file system is read-only; nothing was changed',
  EACCES: 'permission is missing; check who owns the folder, nothing was changed',
  EPERM: 'the system does not allow it; check who owns the folder, nothing was changed',
};

/** Turns whatever was thrown into words and an exit code; the only place that does. */
const explain = async (error: unknown, io: Io): Promise<number> => {
  const { red } = paintFor(io);
  const say = (message: string, advice?: string): number => {
    io.stderr.write(`${red('error')}  ${message}\n${advice === undefined ? '' : `  → ${advice}\n`}`);
    return 2;
  };
  if (error instanceof UsageError) return say(error.message, error.advice);
  const { ExecError, ToolError } = await import('@wildermesser/exec');
  if (error instanceof ToolError) return say(error.message, 'see ./platform doctor');
  if (error instanceof BusyError) return say(error.message, 'wait until it has ended');
  if (error instanceof Error && error.name === 'ImageError')
    return say(error.message, (error as Error & { readonly advice?: string }).advice);
  if (error instanceof ExecError) return say(`${error.message}\n${error.stderr.trim()}`);
  const { code = '', path, syscall } = error as NodeJS.ErrnoException;
  const advice = systemAdvice[code];
  if (advice !== undefined) return say(`${code}: cannot ${syscall ?? 'use'} ${path ?? 'a file'}`, advice);
  // A fault of the program itself: here a stack trace helps whoever mends it.
  return say(
    `internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    'please report this',
  );
};

/** Runs the program: arguments and streams in, exit code out. */
export const cli = async (argv: readonly string[], io: Io): Promise<number> => {
  const [name, ...args] = argv;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      const asked = await commands.find((command) => command.name === args[0])?.load();
      io.stdout.write(asked?.help ?? overview());
      return name === undefined ? 2 : 0;
    }
    if (name === '--version' || name === '-V') {
      io.stdout.write(`${version()}\n`);
      return 0;
    }
    const command = await commands.find((candidate) => candidate.name === name)?.load();
    if (command === undefined)
      throw new UsageError(
        `no command is named ${name}`,
        `there are ${commands.map((known) => known.name).join(', ')}`,
      );
    if (args.includes('--help') || args.includes('-h')) {
      io.stdout.write(command.help);
      return 0;
    }
    return await command.run(args, io);
  } catch (error) {
    return explain(error, io);
  }
};
