import { findTool, run } from '@wildermesser/exec';
import type { Cluster } from './cluster.ts';

/** kubectl with this kubeconfig, which cannot reach any other cluster by accident. */
export const kubectlFor =
  (kubeconfig: string): Cluster['kubectl'] =>
  async (args, { input, as, timeoutSeconds } = {}) => {
    const kubectl = await findTool('kubectl');
    const { stdout } = await run(
      kubectl.path,
      [...kubectl.args, '--kubeconfig', as?.kubeconfig ?? kubeconfig, ...args],
      {
        ...(input === undefined ? {} : { input }),
        ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
      },
    );
    return stdout;
  };
