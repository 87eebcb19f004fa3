import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Environment, run } from '@wildermesser/exec';
import { ClusterError } from '../cluster-error.ts';
import { findGo, goEnvironment } from './find-go.ts';
import type { GoRecipe } from './go-recipe.ts';

const hour = 3600;
const progressMilliseconds = 10_000;
const shownErrorLines = 20;

/** Compiles one program; `-v` makes Go name each package when it is done with it. */
const compileProgram = (recipe: GoRecipe, name: string, folder: string, env: Environment, onPackage: () => void) =>
  new Promise<void>((resolve, reject) => {
    const build = ['build', '-v', ...recipe.arguments, '-o', join(folder, name), recipe.packages[name] as string];
    const args = ['--pdeathsig', 'TERM', '--', 'go', ...build];
    const child = spawn('setpriv', args, { cwd: recipe.module, env: { ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
    const lines: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      onPackage();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(new ClusterError('FAILED', `go build of ${name} failed:\n${lines.slice(-shownErrorLines).join('\n')}`));
    });
  });

const countPackages = async ({ module, packages }: GoRecipe, env: Environment): Promise<number> => {
  const args = ['list', '-mod=readonly', '-deps', ...Object.values(packages)];
  const { stdout } = await run('go', args, { cwd: module, env, timeoutSeconds: hour });
  return stdout.split('\n').length;
};

/** What was compiled before an interruption stays in `go-build` and is not compiled again. */
const compileInto = async (folder: string, recipe: GoRecipe, log: (line: string) => void): Promise<void> => {
  const goCache = join(dirname(recipe.target), 'go-build');
  // Collecting garbage costs a third of the time here, and there is memory for all of it.
  const env: Environment = { ...goEnvironment(), GOCACHE: goCache, GOGC: 'off' };
  log(`fetching the modules of ${recipe.name} ${recipe.version}`);
  const total = await countPackages(recipe, env);
  const started = performance.now();
  const seconds = (): number => Math.round((performance.now() - started) / 1000);
  let done = 0;
  let current = '';
  const say = (): void => log(`compiling ${current}: ${done} of ${total} packages in ${seconds()} s`);
  const progress = setInterval(say, progressMilliseconds);
  try {
    for (const name of Object.keys(recipe.packages)) {
      current = name;
      await compileProgram(recipe, name, folder, env, () => {
        done += 1;
      });
    }
  } finally {
    clearInterval(progress);
  }
  log(`compiled ${recipe.name} ${recipe.version} in ${seconds()} s`);
  await rm(goCache, { recursive: true, force: true });
};

/** What a process left that was killed while it compiled; nobody else works there, since the lock is ours. */
const removeUnfinished = async (target: string): Promise<void> => {
  const unfinished = (await readdir(dirname(target))).filter((name) => name.startsWith(`${basename(target)}.`));
  await Promise.all(unfinished.map((name) => rm(join(dirname(target), name), { recursive: true, force: true })));
};

/** Compiles the programs into the cache: all of them or none. Takes minutes, and a gigabyte of modules. */
export const compile = async (recipe: GoRecipe, log: (line: string) => void): Promise<void> => {
  const { name, version, target } = recipe;
  const go = await findGo(recipe.go);
  if ('advice' in go) throw new ClusterError('IMPOSSIBLE', `${name} ${version} has to be compiled first`, go.advice);
  log(`${name} ${version} is not in ${target} yet: it is compiled, once`);
  await mkdir(dirname(target), { recursive: true });
  await removeUnfinished(target);
  const folder = await mkdtemp(`${target}.`);
  try {
    await compileInto(folder, recipe, log);
    await rename(folder, target);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
};
