import { ImageError } from '../image-error.ts';
import { parseChallenge } from './challenge.ts';
import type { Credentials } from './credentials.ts';
import { baseUrl, type Reference } from './reference.ts';

/** What is sent to a registry. */
export interface RegistryRequest {
  readonly method: 'DELETE' | 'GET' | 'HEAD' | 'PATCH' | 'POST' | 'PUT';
  /** Below the repository (`/blobs/uploads/`), or a whole URL as the registry gave it. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

/** A conversation with one repository of a registry. */
export interface Session {
  /** Logs in when the registry asks for it. A fault of the network is thrown, any answer is returned. */
  readonly send: (request: RegistryRequest) => Promise<Response>;
}

const basic = ({ user, password }: Credentials): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const refused = (registry: string, known: boolean): ImageError =>
  new ImageError(
    'REGISTRY',
    known ? `${registry} does not accept the login` : `${registry} wants a login`,
    `docker login ${registry}, or podman login --authfile ~/.docker/config.json ${registry}`,
  );

/** Asks a token server as the distribution specification describes it; an identity token goes by OAuth 2. */
const fetchToken = async (
  parameters: Readonly<Record<string, string>>,
  credentials: Credentials | undefined,
  fallbackScope: string,
  registry: string,
): Promise<string> => {
  const { realm = '', service = '', scope = fallbackScope } = parameters;
  const url = new URL(realm);
  const host = new URL(`https://${registry}`).hostname;
  const local = ['localhost', '127.0.0.1', '[::1]'];
  // A registry must not be able to have the password sent in the clear.
  if (url.protocol !== 'https:' && !local.includes(url.hostname))
    throw new ImageError('REGISTRY', `${host} asks for a login over plain HTTP at ${url.host}`, 'use another registry');
  const isToken = credentials?.user === '<token>';
  if (!isToken) {
    url.searchParams.set('service', service);
    url.searchParams.set('scope', scope);
  }
  const response = await fetch(
    url,
    isToken
      ? {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'refresh_token',
            refresh_token: credentials.password,
            service,
            scope,
            client_id: 'wildermesser-platform',
          }),
        }
      : { headers: credentials === undefined ? {} : { authorization: basic(credentials) } },
  );
  if (!response.ok) throw refused(registry, credentials !== undefined);
  const { token, access_token: accessToken } = (await response.json()) as { token?: string; access_token?: string };
  return `Bearer ${token ?? accessToken ?? ''}`;
};

const causeOf = (error: unknown): string => {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
};

/** Opens a session. Credentials are sent only when the registry asks, and only to where it says. */
export const openSession = (reference: Reference, credentials: Credentials | undefined): Session => {
  const { registry, repository } = reference;
  const base = baseUrl(reference);
  let authorization: string | undefined;

  const attempt = async ({ method, url, headers = {}, body }: RegistryRequest): Promise<Response> => {
    const target = new URL(url.startsWith('/') && !url.startsWith('/v2/') ? `${base}${url}` : url, base);
    // An upload may be sent elsewhere, such as to an object store: the login stays here.
    const ours = target.host === new URL(base).host;
    try {
      return await fetch(target, {
        method,
        headers: { ...headers, ...(authorization === undefined || !ours ? {} : { authorization }) },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
        redirect: 'follow',
      });
    } catch (error) {
      throw new ImageError(
        'REGISTRY',
        `${registry} cannot be reached: ${causeOf(error)}`,
        'check the reference and the network',
      );
    }
  };

  const logIn = async (response: Response): Promise<void> => {
    const challenge = parseChallenge(response.headers.get('www-authenticate'));
    if (challenge?.scheme === 'bearer')
      authorization = await fetchToken(
        challenge.parameters,
        credentials,
        `repository:${repository}:pull,push`,
        registry,
      );
    else if (challenge?.scheme === 'basic' && credentials !== undefined) authorization = basic(credentials);
    else throw refused(registry, credentials !== undefined);
  };

  return {
    send: async (request) => {
      const response = await attempt(request);
      if (response.status !== 401) return response;
      await response.body?.cancel();
      await logIn(response);
      const again = await attempt(request);
      if (again.status === 401) throw refused(registry, credentials !== undefined);
      return again;
    },
  };
};
