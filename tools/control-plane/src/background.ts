import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterOptions } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { cacheFolder } from './folders.ts';
import { launchCluster } from './launch-cluster.ts';
import { clusterObstacle } from './obstacle.ts';
import { removeTraces } from './traces.ts';
import { tryLock } from './with-lock.ts';

/** The one cluster of this user that outlives the command that started it. */
export interface BackgroundCluster {
  readonly folder: string;
  readonly kubeconfig: string;
  readonly url: string;
  /** Its keeper. */
  readonly pid: number;
  readonly hasNode: boolean;
}

const stateFile = (): string => cacheFolder('cluster.json');

const isKept = async (folder: string): Promise<boolean> => {
  const lock = await tryLock(folder);
  lock?.close();
  return lock === undefined;
};

/** The cluster in the background, or undefined if there is none or it has ended. */
export const backgroundCluster = async (): Promise<BackgroundCluster | undefined> => {
  let text: string;
  try {
    text = await readFile(stateFile(), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const state = JSON.parse(text) as BackgroundCluster;
  return (await isKept(state.folder)) ? state : undefined;
};

/** Starts it. Throws a `ClusterError` if it cannot be started, or runs already. */
export const startInBackground = async (options: ClusterOptions): Promise<BackgroundCluster> => {
  const obstacle = await clusterObstacle(options, {});
  if (obstacle !== undefined) throw new ClusterError('IMPOSSIBLE', obstacle);
  const known = await backgroundCluster();
  if (known !== undefined) throw new ClusterError('FAILED', `a cluster runs already, in ${known.folder}`);
  const { folder, cluster, keeper } = await launchCluster(options);
  const { kubeconfig, url, node } = cluster;
  const state: BackgroundCluster = { folder, kubeconfig, url, pid: keeper.pid, hasNode: node !== undefined };
  await mkdir(dirname(stateFile()), { recursive: true });
  await writeFile(stateFile(), JSON.stringify(state, undefined, 2));
  keeper.detach();
  return state;
};

const patienceMilliseconds = 20_000;

/** Ends it and removes every trace; false if there was none. */
export const stopInBackground = async (): Promise<boolean> => {
  const state = await backgroundCluster();
  if (state !== undefined) {
    process.kill(state.pid, 'SIGTERM');
    const end = performance.now() + patienceMilliseconds;
    while (await isKept(state.folder)) {
      if (performance.now() > end)
        throw new ClusterError('FAILED', `process ${state.pid}, which keeps the cluster, does not end`);
      await pause(50);
    }
    await removeTraces(state.folder);
  }
  await rm(stateFile(), { force: true });
  return state !== undefined;
};
