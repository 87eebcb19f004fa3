import type { RequestOptions } from 'node:https';
import { type Credentials, type Endpoint, EndpointError } from './endpoint.ts';

const pem = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : Buffer.isBuffer(value) ? value.toString('utf8') : undefined;

const given = <T extends object>(fields: { readonly [Key in keyof T]: T[Key] | undefined }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const credentialsOf = (options: RequestOptions): Credentials => {
  const authorization = (options.headers as Record<string, unknown> | undefined)?.Authorization;
  return given<Credentials>({
    certificateAuthority: pem(options.ca),
    clientCertificate: pem(options.cert),
    clientKey: pem(options.key),
    serverName: options.servername,
    insecure: options.rejectUnauthorized === false ? true : undefined,
    authorization: typeof authorization === 'string' ? authorization : undefined,
  });
};

/**
 * The API server of the current context of `KUBECONFIG` or `~/.kube/config`, for running on one's own machine, with
 * whatever way of logging in that names (certificates, tokens, programs, OpenID Connect). All that is left to
 * `@kubernetes/client-node`, which takes about a second and 70 MiB to load: it is loaded here and nowhere else.
 */
export const fromKubeconfig = async (): Promise<Endpoint> => {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  try {
    config.loadFromDefault();
  } catch (cause) {
    throw new EndpointError('the kubeconfig cannot be read; see KUBECONFIG and ~/.kube/config', { cause });
  }
  const cluster = config.getCurrentCluster();
  if (cluster === null)
    throw new EndpointError('the kubeconfig has no current context; see kubectl config use-context');
  return {
    server: new URL(cluster.server),
    namespace: config.getContextObject(config.getCurrentContext())?.namespace ?? 'default',
    credentials: async () => {
      const options: RequestOptions = {};
      await config.applyToHTTPSOptions(options);
      return credentialsOf(options);
    },
  };
};
