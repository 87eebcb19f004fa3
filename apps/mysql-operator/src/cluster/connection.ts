import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Credentials, Endpoint } from './endpoint.ts';

export interface HttpRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** The API server has just refused the credentials used before. */
  readonly refused?: boolean;
}

/** Connections to one API server, kept and used again. */
export interface Connection {
  /** The answer as soon as its head is there. Rejects when there is none. */
  open(request: HttpRequest): Promise<IncomingMessage>;
  close(): void;
}

export interface ConnectionOptions {
  /** At most so many at a time; more calls wait. Default 32. */
  readonly maxConnections?: number;
}

// A silent peer is found out after about half a minute, whatever the call on top of it is waiting for.
const keepAliveMilliseconds = 15_000;

/** How TLS is set up; HTTPS agents and WebSockets take the same. */
export const tlsOptions = (credentials: Credentials) => ({
  ...(credentials.certificateAuthority === undefined ? {} : { ca: credentials.certificateAuthority }),
  ...(credentials.clientCertificate === undefined ? {} : { cert: credentials.clientCertificate }),
  ...(credentials.clientKey === undefined ? {} : { key: credentials.clientKey }),
  ...(credentials.serverName === undefined ? {} : { servername: credentials.serverName }),
  ...(credentials.insecure === true ? { rejectUnauthorized: false } : {}),
});

const sameTls = (a: Credentials, b: Credentials): boolean =>
  a.certificateAuthority === b.certificateAuthority &&
  a.clientCertificate === b.clientCertificate &&
  a.clientKey === b.clientKey;

/** Closes what is idle; calls that run keep their sockets, which are closed after them. */
const retire = (agent: HttpAgent): void => {
  agent.maxFreeSockets = 0;
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
};

/**
 * Connects to an endpoint. Calls share a few connections that stay open; without that each call would begin with a TLS
 * handshake. Connections are made anew when authority or certificate rotate.
 */
export const createConnection = (endpoint: Endpoint, options: ConnectionOptions = {}): Connection => {
  const common = { keepAlive: true, keepAliveMsecs: keepAliveMilliseconds, maxSockets: options.maxConnections ?? 32 };
  const secure = endpoint.server.protocol === 'https:';
  const base = endpoint.server.pathname.replace(/\/$/, '');
  let agent: { readonly credentials: Credentials; readonly agent: HttpAgent } | undefined;

  const agentFor = (credentials: Credentials): HttpAgent => {
    if (agent !== undefined && sameTls(agent.credentials, credentials)) return agent.agent;
    if (agent !== undefined) retire(agent.agent);
    const made = secure ? new HttpsAgent({ ...common, ...tlsOptions(credentials) }) : new HttpAgent(common);
    agent = { credentials, agent: made };
    return made;
  };

  return {
    open: async ({ method, path, headers, body, signal, refused = false }) => {
      const credentials = await endpoint.credentials(refused);
      signal.throwIfAborted();
      return new Promise((resolve, reject) => {
        const call = (secure ? httpsRequest : httpRequest)({
          agent: agentFor(credentials),
          host: endpoint.server.hostname.replace(/^\[|\]$/g, ''),
          port: endpoint.server.port === '' ? (secure ? 443 : 80) : endpoint.server.port,
          method,
          path: base + path,
          headers: {
            ...headers,
            ...(credentials.authorization === undefined ? {} : { Authorization: credentials.authorization }),
            ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
          },
          signal,
        });
        call.on('response', resolve);
        call.on('error', reject);
        call.end(body);
      });
    },
    close: () => agent?.agent.destroy(),
  };
};
