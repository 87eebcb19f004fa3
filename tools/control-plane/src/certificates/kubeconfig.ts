import type { Credential } from '../access.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const userOf = ({ clientCertificate, clientKey, token }: Credential): Record<string, string> => ({
  ...(clientCertificate === undefined ? {} : { 'client-certificate-data': base64(clientCertificate) }),
  ...(clientKey === undefined ? {} : { 'client-key-data': base64(clientKey) }),
  ...(token === undefined ? {} : { token }),
});

/** A kubeconfig with one cluster, one user and one context. It is JSON, which every reader of YAML reads. */
export const kubeconfigText = (user: string, credential: Credential): string => {
  const { url, certificateAuthority } = credential;
  const cluster = { server: url, 'certificate-authority-data': base64(certificateAuthority) };
  return `${JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'cluster', cluster }],
      users: [{ name: user, user: userOf(credential) }],
      contexts: [{ name: 'cluster', context: { cluster: 'cluster', user } }],
      'current-context': 'cluster',
    },
    undefined,
    2,
  )}\n`;
};
