import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterDomain, kubernetesServiceAddress, nodeAddress, nodeName } from '../services/network.ts';
import { type Authority, createAuthority, createSigningKeys, type Identity, type Subject } from './authority.ts';
import { kubeconfigText } from './kubeconfig.ts';

const masters = ['system:masters'];

/** Those that talk to the API server from within the cluster, by the name of their kubeconfig. */
const clients: Readonly<Record<string, Subject>> = {
  'controller-manager': { name: 'system:kube-controller-manager' },
  scheduler: { name: 'system:kube-scheduler' },
  kubelet: { name: `system:node:${nodeName}`, groups: ['system:nodes'] },
  'kube-proxy': { name: 'system:kube-proxy' },
  coredns: { name: 'coredns', groups: masters },
};

const admin: Subject = { name: 'cluster-admin', groups: masters };

const apiServerHosts: readonly string[] = [
  '127.0.0.1',
  'localhost',
  nodeAddress,
  kubernetesServiceAddress,
  'kubernetes',
  'kubernetes.default',
  'kubernetes.default.svc',
  `kubernetes.default.svc.${clusterDomain}`,
];

/** What signs for a cluster, and its administrator. */
export interface Credentials {
  readonly authority: Authority;
  readonly admin: Identity;
}

const writeSecret = (path: string, text: string): Promise<void> => writeFile(path, text, { mode: 0o600 });

/** Where the API server is reached: from outside of the cluster's namespaces, and from inside. */
export interface Urls {
  readonly outer: string;
  readonly inner: string;
}

/** Writes keys, certificates and kubeconfigs of a new cluster into its folder: `pki/` and `<name>.kubeconfig`. */
export const writeCredentials = async (folder: string, urls: Urls): Promise<Credentials> => {
  const pki = join(folder, 'pki');
  await mkdir(pki);
  const write = async (name: string, { certificate, key }: Identity): Promise<void> => {
    await writeSecret(join(pki, `${name}.crt`), certificate);
    await writeSecret(join(pki, `${name}.key`), key);
  };
  const [authority, frontProxy, signing] = await Promise.all([
    createAuthority('kubernetes-ca'),
    createAuthority('front-proxy-ca'),
    createSigningKeys(),
  ]);
  const writeClient = async (file: string, subject: Subject, url: string): Promise<Identity> => {
    const { certificate, key } = await authority.issue(subject);
    const credential = {
      url,
      certificateAuthority: authority.certificate,
      clientCertificate: certificate,
      clientKey: key,
    };
    await writeSecret(join(folder, `${file}.kubeconfig`), kubeconfigText(subject.name, credential));
    return { certificate, key };
  };
  const writeIssued = async (name: string, issuer: Authority, subject: Subject): Promise<void> =>
    write(name, await issuer.issue(subject));
  const [written] = await Promise.all([
    writeClient('admin', admin, urls.outer),
    ...Object.entries(clients).map(([name, subject]) => writeClient(name, subject, urls.inner)),
    write('ca', authority),
    write('front-proxy-ca', frontProxy),
    writeIssued('admin', authority, admin),
    writeIssued('api-server', authority, { name: 'kube-apiserver', hosts: apiServerHosts }),
    writeIssued('front-proxy-client', frontProxy, { name: 'front-proxy-client' }),
    writeIssued('kubelet-client', authority, { name: 'kube-apiserver-kubelet-client', groups: masters }),
    writeIssued('kubelet-server', authority, { name: nodeName, hosts: [nodeName, nodeAddress] }),
    writeSecret(join(pki, 'service-account.key'), signing.privateKey),
    writeSecret(join(pki, 'service-account.pub'), signing.publicKey),
  ]);
  return { authority, admin: written };
};
