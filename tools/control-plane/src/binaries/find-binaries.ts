import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Environment, environment } from '@wildermesser/exec';
import { ClusterError } from '../cluster-error.ts';
import { type Binaries, programNames } from './binaries.ts';
import { kubernetesRecipe } from './recipes.ts';

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** Those programs that are in this folder. */
const programsIn = async (folder: string): Promise<Partial<Binaries>> => {
  const paths = Object.entries(programNames).map(([key, name]) => [key, join(folder, name)] as const);
  const present = await Promise.all(paths.map(([, path]) => isProgram(path)));
  return Object.fromEntries(paths.filter((_, index) => present[index]));
};

const isComplete = (programs: Partial<Binaries>): programs is Binaries =>
  programs.etcd !== undefined && programs.apiServer !== undefined;

/** Programs that the variables of envtest name. */
const named = async (env: Environment): Promise<Binaries | undefined> => {
  const { KUBEBUILDER_ASSETS: folder, TEST_ASSET_ETCD: etcd, TEST_ASSET_KUBE_APISERVER: apiServer } = env;
  if (!folder && !etcd && !apiServer) return undefined;
  const programs = {
    ...(folder ? await programsIn(folder) : {}),
    ...(etcd ? { etcd } : {}),
    ...(apiServer ? { apiServer } : {}),
  };
  for (const path of [etcd, apiServer])
    if (path && !(await isProgram(path)))
      throw new ClusterError(
        'IMPOSSIBLE',
        `${path} is not a program`,
        'mend TEST_ASSET_ETCD and TEST_ASSET_KUBE_APISERVER',
      );
  if (isComplete(programs)) return programs;
  throw new ClusterError(
    'IMPOSSIBLE',
    `KUBEBUILDER_ASSETS is ${folder ?? 'not set'}, and not both etcd and kube-apiserver are there`,
    'set it to what `setup-envtest use -p path` prints, or unset it to have them compiled',
  );
};

/**
 * The programs of a cluster, without making them: those that `TEST_ASSET_ETCD` and `TEST_ASSET_KUBE_APISERVER` name or
 * that are in `KUBEBUILDER_ASSETS`, else those compiled before. Throws when a variable is set and names no programs.
 */
export const findBinaries = async (env: Environment = environment()): Promise<Binaries | undefined> => {
  const programs = (await named(env)) ?? (await programsIn(kubernetesRecipe.target));
  return isComplete(programs) ? programs : undefined;
};
