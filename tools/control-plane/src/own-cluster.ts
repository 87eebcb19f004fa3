import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Access, Credential } from './access.ts';
import { kubeconfigText } from './certificates/kubeconfig.ts';
import type { Credentials } from './certificates/write-credentials.ts';
import type { Cluster } from './cluster.ts';
import type { Keeper } from './keeper/keeper.ts';
import { kubectlFor } from './kubectl.ts';
import { clusterNode } from './node/cluster-node.ts';

/** Characters of user names that have a meaning in paths. */
const fileName = (name: string): string => encodeURIComponent(name);

/** The cluster that a keeper runs in this folder, as its administrator has it. */
export const ownCluster = (
  folder: string,
  url: string,
  { authority, admin }: Credentials,
  { init, stop }: Pick<Keeper, 'init' | 'stop'>,
): Cluster => {
  const certificateAuthority = authority.certificate;
  const accessOf = async (name: string, secret: Omit<Credential, 'url' | 'certificateAuthority'>): Promise<Access> => {
    const credential = { url, certificateAuthority, ...secret };
    const kubeconfig = join(folder, `${fileName(name)}.kubeconfig`);
    await writeFile(kubeconfig, kubeconfigText(name, credential), { mode: 0o600 });
    return { kubeconfig, ...credential };
  };
  const kubeconfig = join(folder, 'admin.kubeconfig');
  const kubectl = kubectlFor(kubeconfig);
  return {
    kubeconfig,
    url,
    certificateAuthority,
    clientCertificate: admin.certificate,
    clientKey: admin.key,
    kubectl,
    user: async (name, groups = []) => {
      const { certificate, key } = await authority.issue({ name, groups });
      return accessOf(`user:${name}`, { clientCertificate: certificate, clientKey: key });
    },
    serviceAccount: async (namespace, name) => {
      const token = (await kubectl(['create', 'token', name, '--namespace', namespace])).trim();
      return accessOf(`serviceaccount:${namespace}:${name}`, { token });
    },
    node: init === undefined ? undefined : clusterNode(folder, init),
    stop,
    [Symbol.asyncDispose]: stop,
  };
};
