import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Environment, run } from '@wildermesser/exec';
import { ClusterError } from '../cluster-error.ts';
import { cacheFolder } from '../folders.ts';
import { programNames } from './binaries.ts';
import { compiledFolder } from './find-binaries.ts';
import { findGo, goEnvironment } from './find-go.ts';
import { buildArguments, kubernetesVersion, moduleFolder, programPackages, recipeName } from './recipe.ts';

const hour = 3600;
const progressMilliseconds = 5000;
const shownErrorLines = 20;

/** The module of etcd's server ends in its major version, which is no name for a program. */
const programName = (path: string): string => (/\/v\d+$/.test(path) ? programNames.etcd : basename(path));

/** Compiles one program; `-v` makes Go name each package when it is done with it. */
const compile = (path: string, output: string, env: Environment, onPackage: () => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('go', ['build', '-v', ...buildArguments, '-o', output, path], {
      cwd: moduleFolder,
      env: { ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const lines: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      onPackage();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new ClusterError('FAILED', `go build ${path} failed:\n${lines.slice(-shownErrorLines).join('\n')}`));
    });
  });

const countPackages = async (env: Environment): Promise<number> => {
  const { stdout } = await run('go', ['list', '-mod=readonly', '-deps', ...programPackages], {
    cwd: moduleFolder,
    env,
    timeoutSeconds: hour,
  });
  return stdout.split('\n').length;
};

/** What was compiled before an interruption stays in `go-build` and is not compiled again. */
const compileInto = async (folder: string, log: (line: string) => void): Promise<void> => {
  const goCache = cacheFolder('kubernetes', 'go-build');
  // Collecting garbage costs a third of the time here, and there is memory for all of it.
  const env: Environment = { ...goEnvironment(), GOCACHE: goCache, GOGC: 'off' };
  log(`fetching the modules of Kubernetes ${kubernetesVersion}`);
  const total = await countPackages(env);
  const started = performance.now();
  let done = 0;
  let current = '';
  const say = (): void =>
    log(`compiling ${current}: ${done} of ${total} packages in ${Math.round((performance.now() - started) / 1000)} s`);
  const progress = setInterval(say, progressMilliseconds);
  try {
    for (const path of programPackages) {
      current = programName(path);
      await compile(path, join(folder, current), env, () => {
        done += 1;
      });
    }
  } finally {
    clearInterval(progress);
  }
  log(`compiled Kubernetes ${kubernetesVersion} in ${Math.round((performance.now() - started) / 1000)} s`);
  await rm(goCache, { recursive: true, force: true });
};

/** What a process left that was killed while it compiled; nobody else works there, since the lock is ours. */
const removeUnfinished = async (): Promise<void> => {
  const parent = cacheFolder('kubernetes');
  const unfinished = (await readdir(parent)).filter((name) => name.startsWith(`${recipeName}.`));
  await Promise.all(unfinished.map((name) => rm(join(parent, name), { recursive: true, force: true })));
};

/** Compiles the programs into the cache: all of them or none. Takes minutes, and a gigabyte of modules. */
export const compileBinaries = async (log: (line: string) => void): Promise<void> => {
  const go = await findGo();
  if ('advice' in go)
    throw new ClusterError('IMPOSSIBLE', `Kubernetes ${kubernetesVersion} has to be compiled first`, go.advice);
  await mkdir(cacheFolder('kubernetes'), { recursive: true });
  log(
    `Kubernetes ${kubernetesVersion} is not in ${compiledFolder()} yet: it is compiled once, which takes some minutes`,
  );
  await removeUnfinished();
  const folder = await mkdtemp(`${compiledFolder()}.`);
  try {
    await compileInto(folder, log);
    await rename(folder, compiledFolder());
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
};
