import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorkspace, packageJson, repository, type Workspace } from './make-workspace.ts';
import { packageName, type Scale } from './objects.ts';

const settingsFiles = [
  '.env',
  'nx.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'biome.json',
];
const ownFolders = [
  'apps/platform',
  'tools/nx-plugin',
  ...['compile', 'emit', 'exec', 'manifest', 'render', 'validate'].map((name) => `packages/${name}`),
];

/** A workspace that Nx knows too. */
export interface NxWorkspace extends Workspace {
  /** Makes the present state the one that `nx affected` compares with. */
  readonly commit: () => void;
}

/**
 * A workspace with its own copy of the product, so that Nx sees what it would see in the repository: packages with a
 * target `build` by the plugin, and two targets that build the package in a process of its own.
 */
export const makeNxWorkspace = (scale: Scale): NxWorkspace => {
  const workspace = makeWorkspace(scale);
  const { root, write } = workspace;
  for (const file of settingsFiles) cpSync(join(repository, file), join(root, file));
  for (const folder of ownFolders)
    cpSync(join(repository, folder), join(root, folder), {
      recursive: true,
      filter: (source) => !/\/(test|node_modules)$|\.test\.ts$/.test(source.slice(repository.length)),
    });
  const floor = join(import.meta.dirname, 'peers/floor.ts');
  for (let index = 0; index < scale.packages; index++) {
    const name = packageName(index);
    const alone = `${process.execPath} --disable-warning=ExperimentalWarning apps/platform/src/bin.ts build ${name}`;
    const least = `${process.execPath} ${floor} least '${JSON.stringify(scale)}' ${index}`;
    const targets = { alone: { command: alone, cache: false }, least: { command: least, cache: false } };
    write(`packages/${name}/package.json`, packageJson(name, { nx: { targets } }));
  }
  rmSync(join(root, 'node_modules'), { recursive: true });
  mkdirSync(join(root, 'node_modules/@wildermesser'), { recursive: true });
  const modules = join(repository, 'node_modules');
  for (const name of readdirSync(modules))
    if (name !== '@wildermesser' && name !== '.cache')
      symlinkSync(join(modules, name), join(root, 'node_modules', name));
  for (const folder of [...ownFolders, 'packages/objects'])
    symlinkSync(join(root, folder), join(root, 'node_modules/@wildermesser', folder.slice(folder.indexOf('/') + 1)));
  // The program needs a library that npm keeps beside its package.
  const nested = join(repository, 'packages/manifest/node_modules');
  symlinkSync(nested, join(root, 'packages/manifest/node_modules'));
  write('.gitignore', 'node_modules\n.nx\nleast\ndiscarded\n');
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=benchmark', '-c', 'user.email=benchmark@example.org', ...args], {
      cwd: root,
      stdio: 'ignore',
    });
  };
  const commit = (): void => {
    git('add', '-A');
    git('commit', '-m', 'state');
  };
  git('init', '-b', 'main');
  commit();
  return { ...workspace, commit };
};
