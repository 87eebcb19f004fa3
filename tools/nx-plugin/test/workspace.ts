import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

const packageJson = (name: string, fields: Readonly<Record<string, unknown>> = {}): string =>
  `${JSON.stringify({ name: `@wildermesser/${name}`, type: 'module', ...fields }, null, 2)}\n`;

const files: Record<string, string> = {
  '.gitignore': 'node_modules\n.nx\nlog.txt\n',
  'platform.json': '{}\n',
  'packages/words/package.json': packageJson('words', { exports: { '.': './word.ts' } }),
  'packages/words/word.ts': "export const word = 'one';\n",
  'packages/web/package.json': packageJson('web', { dependencies: { '@wildermesser/words': '*' } }),
  'packages/web/bundle.ts': "import { word } from '@wildermesser/words';\n\nexport const text: string = word;\n",
  'packages/web/test/web.test.ts': "import { test } from 'node:test';\n\ntest('passes', () => {});\n",
  'packages/redis/package.json': packageJson('redis'),
  'packages/redis/bundle.ts': "export const text: string = 'redis';\n",
  'packages/engine/package.json': packageJson('engine', { dependencies: { '@wildermesser/wheels': '*' } }),
  'packages/engine/run.ts': 'export const engine = 1;\n',
  'packages/wheels/package.json': packageJson('wheels'),
  'packages/wheels/roll.ts': 'export const wheels = 1;\n',
  'apps/platform/package.json': packageJson('platform', { dependencies: { '@wildermesser/engine': '*' } }),
  'apps/platform/test/program.test.ts': "import { test } from 'node:test';\n\ntest('passes', () => {});\n",
  'tools/loose/package.json': packageJson('loose-tool'),
};

/** How a run of Nx ended. */
export interface NxResult {
  readonly code: number | null;
  /** Standard output followed by standard error. */
  readonly text: string;
  readonly stdout: string;
}

/** A small workspace of its own, with this repository's Nx, plugin and settings. */
export interface Workspace {
  readonly write: (file: string, text: string) => void;
  /** Undefined when there is no such file. */
  readonly read: (file: string) => string | undefined;
  readonly remove: (file: string) => void;
  /** Runs Nx and gives its exit code, and what it printed. */
  readonly nx: (...args: string[]) => NxResult;
  /** The same with variables added to the environment. */
  readonly nxWith: (variables: Readonly<Record<string, string>>, ...args: string[]) => NxResult;
  /** The runs of the program since the last call, one a line. */
  readonly runs: () => string[];
  readonly commit: () => void;
}

const linked = [
  ...['engine', 'redis', 'web', 'wheels', 'words'].map((name) => `packages/${name}`),
  'apps/platform',
  'tools/nx-plugin',
];

const linkModules = (root: string): void => {
  const modules = join(repository, 'node_modules');
  mkdirSync(join(root, 'node_modules/@wildermesser'), { recursive: true });
  for (const name of readdirSync(modules)) {
    if (name !== '@wildermesser' && name !== '.cache')
      symlinkSync(join(modules, name), join(root, 'node_modules', name));
  }
  for (const folder of linked) {
    symlinkSync(join(root, folder), join(root, 'node_modules/@wildermesser', folder.slice(folder.indexOf('/') + 1)));
  }
};

/** Makes a workspace in a temporary directory and removes it when the test that calls it ends. */
export const makeWorkspace = (): Workspace => {
  const root = mkdtempSync(join(tmpdir(), 'nx-plugin-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  const path = (file: string): string => join(root, file);
  // Nx takes a file for unchanged while its time in whole seconds is, and tests write faster than that.
  let time = 1_700_000_000;
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
    time += 1;
    utimesSync(path(file), time, time);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  for (const file of [
    'nx.json',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.base.json',
    'biome.json',
  ]) {
    cpSync(join(repository, file), path(file));
  }
  cpSync(join(repository, 'tools/nx-plugin'), path('tools/nx-plugin'), {
    recursive: true,
    filter: (source) => !source.endsWith('/test'),
  });
  mkdirSync(path('apps/platform/src'));
  cpSync(join(repository, 'tools/nx-plugin/test/stand-in-program.ts'), path('apps/platform/src/bin.ts'));
  cpSync(join(repository, 'apps/platform/node-options'), path('apps/platform/node-options'));
  linkModules(root);
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
      cwd: root,
      stdio: 'ignore',
    });
  };
  git('init', '-b', 'main');
  const commit = (): void => {
    git('add', '-A');
    git('commit', '-m', 'state');
  };
  commit();
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('NX_') && name !== 'NODE_TEST_CONTEXT',
  );
  const environment = { ...Object.fromEntries(inherited), NX_ISOLATE_PLUGINS: 'false', NO_COLOR: '1' };
  let seen = 0;
  const nxWith: Workspace['nxWith'] = (variables, ...args) => {
    const command = [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args];
    const env = { ...environment, ...variables };
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, env, encoding: 'utf8' });
    return { code: status, text: stdout + stderr, stdout };
  };
  return {
    write,
    read: (file) => (existsSync(path(file)) ? readFileSync(path(file), 'utf8') : undefined),
    remove: (file) => rmSync(path(file), { recursive: true }),
    commit,
    nx: (...args) => nxWith({}, ...args),
    nxWith,
    runs: () => {
      const log = existsSync(path('log.txt')) ? readFileSync(path('log.txt'), 'utf8').split('\n').slice(0, -1) : [];
      const fresh = log.slice(seen);
      seen = log.length;
      return fresh;
    },
  };
};
