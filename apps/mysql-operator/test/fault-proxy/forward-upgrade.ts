import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { tlsOptions } from '../../src/cluster/connection.ts';
import type { Endpoint } from '../../src/cluster/endpoint.ts';
import { execEnd } from './exec-end.ts';
import type { Action } from './fault.ts';

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Socket;
  readonly head: Buffer;
  readonly upstream: Endpoint;
  readonly action: Action | undefined;
  readonly moment: (phase: 'before' | 'after') => void | Promise<void>;
}

const openUpstream = async (
  upstream: Endpoint,
): Promise<{ readonly socket: Socket; readonly authorization?: string }> => {
  const { hostname, protocol, port } = upstream.server;
  const host = hostname.replace(/^\[|\]$/g, '');
  const credentials = await upstream.credentials(false);
  const secure = protocol === 'https:';
  const options = { host, port: Number(port === '' ? (secure ? 443 : 80) : port) };
  const socket = secure ? connectTls({ ...options, ...tlsOptions(credentials) }) : connectTcp(options);
  await once(socket, secure ? 'secureConnect' : 'connect');
  return {
    socket,
    ...(credentials.authorization === undefined ? {} : { authorization: credentials.authorization }),
  };
};

/** Passes a WebSocket on, byte by byte. The moment `after` is when the program has ended. */
export const forwardUpgrade = async ({ request, socket, head, upstream, action, moment }: Upgrade): Promise<void> => {
  await moment('before');
  if (action !== undefined && 'answer' in action) {
    socket.end(`HTTP/1.1 ${action.answer} injected\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    return;
  }
  if (action !== undefined && 'reset' in action && action.reset === 'before') return void socket.resetAndDestroy();
  if (action !== undefined && 'silence' in action && action.silence === 'before') return;
  const { socket: far, authorization } = await openUpstream(upstream);
  far.on('error', () => far.destroy());
  const headers: string[] = [];
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] ?? '';
    const value = name.toLowerCase() === 'host' ? upstream.server.host : request.rawHeaders[i + 1];
    headers.push(`${name}: ${value}`);
  }
  if (authorization !== undefined) headers.push(`Authorization: ${authorization}`);
  far.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
  far.write(head);
  socket.pipe(far);
  if (action === undefined || !('reset' in action || 'silence' in action)) {
    far.pipe(socket);
    await once(far, 'close');
    await moment('after');
    return;
  }
  const ended = execEnd();
  // All but the end: a client that is not even answered would never send what the program waits for.
  far.on('data', (chunk: Buffer) => {
    if (ended(chunk)) far.destroy();
    else socket.write(chunk);
  });
  await once(far, 'close');
  await moment('after');
  if ('reset' in action) socket.resetAndDestroy();
};
