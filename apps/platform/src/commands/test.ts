import { globSync } from 'node:fs';
import { join } from 'node:path';
import { runAttached } from '@wildermesser/exec';
import { compareBytes } from '@wildermesser/manifest';
import type { Command } from '../command.ts';
import { type Io, paintFor } from '../io.ts';
import { parseCommandLine } from '../parse-command-line.ts';
import { UsageError } from '../usage-error.ts';
import { findRoot } from '../workspace/find-root.ts';

const help = `Usage: platform test [package...] [options]

Checks types, lint and format of the whole workspace, then runs the tests of the named packages, or of all.

Options:
  --system   run the tests that need root or more programs instead: full disks, images, the report in a browser
  --cluster  run the tests that need a Kubernetes API server instead; the first time its programs are compiled,
             which takes some minutes and Go; where a cluster is impossible, tests are skipped by name
  --no-lint  leave out types, lint and format

Environment, for --cluster:
  USE_EXISTING_CLUSTER=true, KUBECONFIG  use that cluster instead of starting some
  KUBEBUILDER_ASSETS                     a folder with etcd and kube-apiserver, to compile nothing
  E2E_REQUIRED=1                         fail where a test would be skipped

Exit codes: 0 all passed, 1 something failed, 2 wrong use.
`;

const folders = ['packages', 'apps', 'tools'];

const packagesOf = (root: string): string[] =>
  folders.flatMap((folder) =>
    globSync('*/package.json', { cwd: join(root, folder) }).map((path) => `${folder}/${path.split('/')[0]}`),
  );

/** What tests need beyond Node: nothing, root, or a cluster; the end of the file name says it. */
type TestKind = 'plain' | 'system' | 'cluster';

/** Node 24 may wait for ever, at full speed, to close sockets that were reset: when all tests are over it has to end. */
const flagsOf: Readonly<Record<TestKind, readonly string[]>> = {
  plain: [],
  system: [],
  cluster: ['--test-force-exit'],
};

const kindOf = (path: string): TestKind =>
  path.endsWith('.system.test.ts') ? 'system' : path.endsWith('.cluster.test.ts') ? 'cluster' : 'plain';

const testFiles = (root: string, packages: readonly string[], kind: TestKind): string[] =>
  globSync(
    packages.flatMap((folder) =>
      ['src', 'test', '*'].map((part) => (part === '*' ? `${folder}/*.test.ts` : `${folder}/${part}/**/*.test.ts`)),
    ),
    { cwd: root, exclude: (path) => path.includes('node_modules') },
  )
    .filter((path) => kindOf(path) === kind)
    .sort(compareBytes);

const select = (root: string, names: readonly string[]): string[] => {
  const all = packagesOf(root);
  const unknown = names.find((name) => !all.some((folder) => folder.split('/')[1] === name));
  if (unknown !== undefined)
    throw new UsageError(
      `no package is named ${unknown}`,
      `there are: ${all.map((folder) => folder.split('/')[1]).join(', ')}`,
    );
  return names.length === 0 ? all : all.filter((folder) => names.includes(folder.split('/')[1] ?? ''));
};

/** Types, then lint and format; both print their own findings. */
const checkSources = async (root: string, io: Io): Promise<boolean> => {
  const { bold } = paintFor(io);
  io.stdout.write(`${bold('types')}\n`);
  const types = await runAttached(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'],
    { cwd: root },
  );
  io.stdout.write(`${bold('lint and format')}\n`);
  const lint = await runAttached(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check'], {
    cwd: root,
  });
  return types === 0 && lint === 0;
};

/** Compiles and makes what clusters need, here where the user sees how far it is. */
const prepareClusters = async (io: Io): Promise<void> => {
  const { prepareCaches } = await import('@wildermesser/control-plane');
  await prepareCaches((line) => io.stdout.write(`${line}\n`), io.env);
};

/** Runs the checks and the tests of the workspace. */
export const test: Command = {
  help,
  run: async (args, io) => {
    const { values, positionals } = parseCommandLine(args, {
      system: { type: 'boolean' },
      cluster: { type: 'boolean' },
      'no-lint': { type: 'boolean' },
    });
    const root = findRoot(io.cwd);
    if (values.system === true && values.cluster === true)
      throw new UsageError('--system and --cluster select different tests', 'give one of them');
    const kind: TestKind = values.system === true ? 'system' : values.cluster === true ? 'cluster' : 'plain';
    const files = testFiles(root, select(root, positionals), kind);
    if (values.system === true && process.getuid?.() !== 0)
      throw new UsageError('the system tests mount file systems', 'run them as root');
    const isSound = kind !== 'plain' || values['no-lint'] === true || (await checkSources(root, io));
    if (files.length === 0) throw new UsageError(`${positionals.join(', ')} has no test`, 'name other packages');
    if (kind === 'cluster') await prepareClusters(io);
    io.stdout.write(`${paintFor(io).bold('tests')}\n`);
    const code = await runAttached(
      process.execPath,
      ['--test', '--test-concurrency=2', '--test-reporter=spec', ...flagsOf[kind], ...files],
      { cwd: root },
    );
    return isSound && code === 0 ? 0 : 1;
  },
};
