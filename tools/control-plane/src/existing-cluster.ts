import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, environment } from '@wildermesser/exec';
import type { Access } from './access.ts';
import type { Cluster } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { kubectlFor } from './kubectl.ts';

type Entry = Readonly<Record<string, string | undefined>>;

/** What `kubectl config view --minify --flatten --raw` prints, as far as it is read here. */
interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: Entry }];
  readonly users: readonly [{ readonly user: Entry }];
}

const decoded = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : Buffer.from(text, 'base64').toString();

/** Leaves out what is undefined. */
const present = <Fields extends Entry>(fields: Fields): { [Name in keyof Fields]?: string } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: string;
  };

const withUser = (config: Kubeconfig, user: Record<string, unknown>): string =>
  JSON.stringify({ ...config, users: [{ ...config.users[0], user }] });

/** The cluster that the environment names, if `USE_EXISTING_CLUSTER` is `true`: envtest's word for it. */
export const existingCluster = async (env: Environment = environment()): Promise<Cluster | undefined> => {
  if (env.USE_EXISTING_CLUSTER !== 'true') return undefined;
  const { KUBECONFIG: kubeconfig } = env;
  if (!kubeconfig)
    throw new ClusterError('IMPOSSIBLE', 'USE_EXISTING_CLUSTER is true, and KUBECONFIG is not set', 'set KUBECONFIG');
  const kubectl = kubectlFor(kubeconfig);
  const config = JSON.parse(
    await kubectl(['config', 'view', '--minify', '--flatten', '--raw', '-o', 'json']),
  ) as Kubeconfig;
  const [{ cluster }] = config.clusters;
  const [{ user: admin }] = config.users;
  const url = cluster.server ?? '';
  const certificateAuthority = decoded(cluster['certificate-authority-data']) ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'platform-access-'));
  const write = async (name: string, text: string): Promise<string> => {
    const path = join(folder, `${encodeURIComponent(name)}.kubeconfig`);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  };
  const adminCredential = present({
    clientCertificate: decoded(admin['client-certificate-data']),
    clientKey: decoded(admin['client-key-data']),
    token: admin.token,
  });
  const stop = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return {
    kubeconfig,
    url,
    certificateAuthority,
    ...adminCredential,
    kubectl,
    // Only its owner can sign certificates of that cluster: the administrator acts as the user instead.
    user: async (name, groups = []): Promise<Access> => {
      const text = withUser(config, { ...admin, as: name, 'as-groups': [...groups, 'system:authenticated'] });
      return { kubeconfig: await write(`user:${name}`, text), url, certificateAuthority };
    },
    serviceAccount: async (namespace, name): Promise<Access> => {
      const token = (await kubectl(['create', 'token', name, '--namespace', namespace])).trim();
      const path = await write(`serviceaccount:${namespace}:${name}`, withUser(config, { token }));
      return { kubeconfig: path, url, certificateAuthority, token };
    },
    node: undefined,
    stop,
    [Symbol.asyncDispose]: stop,
  };
};
