import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../runtime/clock.ts';
import { type Credentials, type Endpoint, EndpointError } from './endpoint.ts';

const folder = '/var/run/secrets/kubernetes.io/serviceaccount';
// The kubelet replaces a token when four fifths of its life are over, that is minutes before it ends.
const keepMilliseconds = 60_000;

export interface InClusterOptions {
  /** `KUBERNETES_SERVICE_HOST`. */
  readonly host: string;
  /** `KUBERNETES_SERVICE_PORT`. */
  readonly port: string;
  readonly clock: Clock;
  /** Where `token`, `ca.crt` and `namespace` are. Default: where the kubelet puts them. */
  readonly folder?: string;
}

const read = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new EndpointError(
      `${path} cannot be read; give the Pod a service account and do not switch off automountServiceAccountToken`,
      { cause },
    );
  }
};

/** The API server as a Pod finds it. Token and authority are read again every minute and after a refusal. */
export const inCluster = async (options: InClusterOptions): Promise<Endpoint> => {
  const place = options.folder ?? folder;
  let kept: { readonly credentials: Credentials; readonly until: number } | undefined;
  const credentials = async (refused: boolean): Promise<Credentials> => {
    if (kept !== undefined && !refused && options.clock.now() < kept.until) return kept.credentials;
    // One after the other, so that a Pod that lacks both is always told of the same file.
    const token = await read(join(place, 'token'));
    const certificateAuthority = await read(join(place, 'ca.crt'));
    const fresh = { certificateAuthority, authorization: `Bearer ${token.trim()}` };
    kept = { credentials: fresh, until: options.clock.now() + keepMilliseconds };
    return fresh;
  };
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  const namespace = (await read(join(place, 'namespace'))).trim();
  await credentials(false);
  return { server: new URL(`https://${host}:${options.port}`), namespace, credentials };
};
