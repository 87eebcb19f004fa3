import { type Environment, ExecError, environment, run } from '@wildermesser/exec';
import { findBinaries } from './binaries/find-binaries.ts';
import { findGo } from './binaries/find-go.ts';
import { kubernetesVersion } from './binaries/recipe.ts';
import type { ClusterOptions } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';

const isInstalled = async (command: string): Promise<boolean> => {
  try {
    await run(command, ['--version']);
    return true;
  } catch (error) {
    if (error instanceof ExecError && error.code === 'NOT_FOUND') return false;
    throw error;
  }
};

/** What keeps this machine from running such a cluster, in words, with what to do about it; undefined if nothing does. */
export const clusterObstacle = async (
  { controllers = true }: ClusterOptions = {},
  env: Environment = environment(),
): Promise<string | undefined> => {
  if (env.USE_EXISTING_CLUSTER === 'true') return undefined;
  if (process.platform !== 'linux')
    return 'clusters are started on Linux only: set USE_EXISTING_CLUSTER and KUBECONFIG';
  if (!(await isInstalled('setpriv'))) return 'setpriv is missing: install util-linux';
  try {
    const binaries = await findBinaries(env);
    if (binaries === undefined) {
      const go = await findGo(env);
      return 'advice' in go ? `Kubernetes ${kubernetesVersion} is not compiled yet: ${go.advice}` : undefined;
    }
    if (controllers && (binaries.controllerManager === undefined || binaries.scheduler === undefined))
      return `kube-controller-manager and kube-scheduler are not beside ${binaries.apiServer}: unset KUBEBUILDER_ASSETS to have them compiled`;
    return undefined;
  } catch (error) {
    if (error instanceof ClusterError) return `${error.message}: ${error.advice}`;
    throw error;
  }
};
