import { type Environment, environment } from '@wildermesser/exec';
import { findBinaries } from './binaries/find-binaries.ts';
import { findGo } from './binaries/find-go.ts';
import { kubernetesRecipe } from './binaries/recipes.ts';
import type { ClusterOptions } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { isInstalled } from './installed.ts';
import { nodeObstacle } from './node/node-obstacle.ts';

const { name, version, go: goVersion } = kubernetesRecipe;

/** What keeps this machine from running such a cluster, in words, with what to do about it; undefined if nothing does. */
export const clusterObstacle = async (
  { controllers = true, node }: ClusterOptions = {},
  env: Environment = environment(),
): Promise<string | undefined> => {
  if (env.USE_EXISTING_CLUSTER === 'true') return undefined;
  if (process.platform !== 'linux')
    return 'clusters are started on Linux only: set USE_EXISTING_CLUSTER and KUBECONFIG';
  if (!(await isInstalled('setpriv'))) return 'setpriv is missing: apt-get install util-linux';
  try {
    const binaries = await findBinaries(env);
    if (binaries === undefined) {
      const go = await findGo(goVersion, env);
      if ('advice' in go)
        return `${name} ${version} is not compiled yet: ${go.advice}, or set KUBEBUILDER_ASSETS to a folder with etcd and kube-apiserver`;
    } else if (controllers && (binaries.controllerManager === undefined || binaries.scheduler === undefined))
      return `kube-controller-manager and kube-scheduler are not beside ${binaries.apiServer}: unset KUBEBUILDER_ASSETS to have them compiled`;
    return node === undefined ? undefined : await nodeObstacle(node, binaries, env);
  } catch (error) {
    if (error instanceof ClusterError) return `${error.message}: ${error.advice}`;
    throw error;
  }
};
