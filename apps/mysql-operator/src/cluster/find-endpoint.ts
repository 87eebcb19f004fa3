import type { Clock } from '../runtime/clock.ts';
import { type Endpoint, EndpointError } from './endpoint.ts';
import { inCluster } from './in-cluster.ts';
import { fromKubeconfig } from './kubeconfig.ts';

/** Settings that say where the API server is. The first way that applies is taken. */
export interface EndpointSettings {
  /** A server without authentication, such as `kubectl proxy`: `http://127.0.0.1:8001`. */
  readonly apiServer?: string;
  /** The namespace of the program, when `apiServer` is given. Default `default`. */
  readonly ownNamespace?: string;
  readonly serviceHost?: string;
  readonly servicePort?: string;
  readonly serviceAccountFolder?: string;
}

const plain = (text: string, namespace: string): Endpoint => {
  if (!URL.canParse(text)) throw new EndpointError(`API_SERVER is no URL: ${text}`);
  const server = new URL(text);
  if (server.username !== '' || server.password !== '') {
    throw new EndpointError('API_SERVER must not hold a password; use a kubeconfig');
  }
  return { server, namespace, credentials: () => Promise.resolve({}) };
};

/** The API server: that of `apiServer`, of the cluster around this Pod, or of the kubeconfig. */
export const findEndpoint = (settings: EndpointSettings, clock: Clock): Promise<Endpoint> | Endpoint => {
  if (settings.apiServer !== undefined) return plain(settings.apiServer, settings.ownNamespace ?? 'default');
  if (settings.serviceHost !== undefined) {
    const { serviceAccountFolder: folder, servicePort: port = '443' } = settings;
    return inCluster({ host: settings.serviceHost, port, clock, ...(folder === undefined ? {} : { folder }) });
  }
  return fromKubeconfig();
};
