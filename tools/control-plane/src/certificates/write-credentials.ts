import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterDomain, kubernetesServiceAddress } from '../services/network.ts';
import { type Authority, createAuthority, createSigningKeys, type Identity, type Subject } from './authority.ts';
import { kubeconfigText } from './kubeconfig.ts';

/** The programs of a cluster that talk to its API server, by the name of their kubeconfig. */
const clients: Readonly<Record<string, Subject>> = {
  admin: { name: 'cluster-admin', groups: ['system:masters'] },
  'controller-manager': { name: 'system:kube-controller-manager' },
  scheduler: { name: 'system:kube-scheduler' },
};

const apiServerHosts: readonly string[] = [
  '127.0.0.1',
  'localhost',
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

/** Writes keys, certificates and kubeconfigs of a new cluster into its folder: `pki/` and `<name>.kubeconfig`. */
export const writeCredentials = async (folder: string, url: string): Promise<Credentials> => {
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
  const identities = Object.entries(clients).map(async ([name, subject]) => {
    const identity = await authority.issue(subject);
    await write(name, identity);
    const access = { url, certificateAuthority: authority.certificate };
    await writeSecret(
      join(folder, `${name}.kubeconfig`),
      kubeconfigText(subject.name, { ...access, clientCertificate: identity.certificate, clientKey: identity.key }),
    );
    return [name, identity] as const;
  });
  const [written] = await Promise.all([
    Promise.all(identities),
    write('ca', authority),
    write('front-proxy-ca', frontProxy),
    authority.issue({ name: 'kube-apiserver', hosts: apiServerHosts }).then((own) => write('api-server', own)),
    frontProxy.issue({ name: 'front-proxy-client' }).then((own) => write('front-proxy-client', own)),
    writeSecret(join(pki, 'service-account.key'), signing.privateKey),
    writeSecret(join(pki, 'service-account.pub'), signing.publicKey),
  ]);
  return { authority, admin: Object.fromEntries(written).admin as Identity };
};
