import { environment, findTool, run } from '@wildermesser/exec';
import type { Cluster } from './cluster.ts';

/** The program that envtest's variable names, else that of the product. */
const kubectlProgram = async (): Promise<string> =>
  environment().TEST_ASSET_KUBECTL || (await findTool('kubectl')).path;

/** kubectl with this kubeconfig, which cannot reach any other cluster by accident. */
export const kubectlFor =
  (kubeconfig: string): Cluster['kubectl'] =>
  async (args, { input, as, timeoutSeconds } = {}) => {
    const { stdout } = await run(await kubectlProgram(), ['--kubeconfig', as?.kubeconfig ?? kubeconfig, ...args], {
      ...(input === undefined ? {} : { input }),
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    });
    return stdout;
  };
