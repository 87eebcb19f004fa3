import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createConnection } from '../../src/cluster/connection.ts';
import type { Endpoint } from '../../src/cluster/endpoint.ts';
import { type Action, createFaultList, type Exchange, type Fault, isWatch, isWrite } from './fault.ts';
import { forwardUpgrade } from './forward-upgrade.ts';
import { relayLines } from './relay-lines.ts';

/** A moment of a write: `before` the API server sees it, or `after` it was done and the client does not know yet. */
export interface WriteMoment {
  /** 1 for the first write since the proxy began. */
  readonly number: number;
  readonly phase: 'before' | 'after';
  readonly method: string;
  readonly path: string;
}

/** Stands between a client and an API server, counts, and does harm. */
export interface FaultProxy {
  /** What the client takes for the API server; without TLS. */
  readonly url: URL;
  readonly exchanges: readonly Exchange[];
  /** TCP connections that were opened to it. */
  readonly connections: number;
  readonly writes: number;
  inject(fault: Fault): void;
  /** Is called at each moment of each write, which waits for it: kill the client here. */
  onWrite(call: (moment: WriteMoment) => void | Promise<void>): void;
  clear(): void;
  /** Cuts every connection that is open. */
  cutAll(): void;
  close(): Promise<void>;
}

export interface FaultProxyOptions {
  readonly upstream: Endpoint;
  /** Runs what exec asks for, once the API server has not forbidden it; for a cluster without kubelets. Default: the API server. */
  readonly kubelet?: Endpoint;
}

const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'host',
  'content-length',
]);

const passedOn = (headers: IncomingMessage['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      hopByHop.has(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  );

const textOf = async (message: IncomingMessage): Promise<string> => {
  message.setEncoding('utf8');
  let text = '';
  for await (const chunk of message) text += chunk;
  return text;
};

const statusText = (code: number): string =>
  JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message: 'injected' });

export const startFaultProxy = async ({ upstream, kubelet }: FaultProxyOptions): Promise<FaultProxy> => {
  const faults = createFaultList();
  const exchanges: Exchange[] = [];
  const firstAnswers = new Map<string, { readonly status: number; readonly body: string }>();
  const sockets = new Set<Socket>();
  const connection = createConnection(upstream, { maxConnections: Number.POSITIVE_INFINITY });
  let connections = 0;
  let writes = 0;
  let onWrite: (moment: WriteMoment) => void | Promise<void> = () => undefined;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url: path = '/' } = request;
    const body = await textOf(request);
    const watch = isWatch(path);
    const write = isWrite(method, path);
    const number = write ? ++writes : 0;
    const action: Action = faults.take(method, path) ?? { delayMilliseconds: 0 };
    const fault = 'delayMilliseconds' in action && action.delayMilliseconds === 0 ? undefined : action;
    const seen = (status: number) => exchanges.push({ method, path, watch, write, status, fault });
    const reset = () => {
      seen(0);
      request.socket.resetAndDestroy();
    };
    const gone = new AbortController();
    response.on('close', () => gone.abort());

    if (write) await onWrite({ number, phase: 'before', method, path });
    if ('answer' in action) {
      seen(action.answer);
      const headers = action.retryAfter === undefined ? {} : { 'Retry-After': String(action.retryAfter) };
      response.writeHead(action.answer, { 'Content-Type': 'application/json', ...headers });
      response.end(action.body ?? statusText(action.answer));
      return;
    }
    if ('reset' in action && action.reset === 'before') return void reset();
    if ('silence' in action && action.silence === 'before') return void seen(0);
    if ('delayMilliseconds' in action && action.delayMilliseconds > 0) {
      await new Promise((resolve) => setTimeout(resolve, action.delayMilliseconds));
    }

    // A write that was sent is finished even when its client has died: that is what happens in life.
    const answer = await connection.open({
      method,
      path,
      headers: passedOn(request.headers),
      ...(body === '' ? {} : { body }),
      signal: watch ? gone.signal : new AbortController().signal,
    });
    const status = answer.statusCode ?? 0;
    if (watch && status === 200) {
      seen(status);
      response.writeHead(status, passedOn(answer.headers));
      response.flushHeaders();
      await relayLines(answer, response, action);
      return;
    }
    const text = await textOf(answer);
    if (write) await onWrite({ number, phase: 'after', method, path });
    if ('reset' in action) return void reset();
    if ('silence' in action) return void seen(0);
    const first = firstAnswers.get(path) ?? { status, body: text };
    if (method === 'GET') firstAnswers.set(path, first);
    const told = 'stale' in action ? first : { status, body: text };
    seen(told.status);
    response.writeHead(told.status, passedOn(answer.headers));
    response.end(told.body);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.on('connection', (socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Clients die here in the middle of everything.
    socket.on('error', () => socket.destroy());
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const { method = 'GET', url: path = '/' } = request;
    const number = ++writes;
    const action = faults.take(method, path);
    exchanges.push({ method, path, watch: false, write: true, status: 101, fault: action });
    const moment = (phase: WriteMoment['phase']) => onWrite({ number, phase, method, path });
    const forward = async (): Promise<void> => {
      if (kubelet !== undefined) {
        const headers = { ...passedOn(request.headers), Connection: 'Upgrade' };
        const answer = await connection.open({ method, path, headers, signal: AbortSignal.timeout(30_000) });
        answer.resume();
        if (answer.statusCode === 401 || answer.statusCode === 403) {
          exchanges.push({ method, path, watch: false, write: true, status: answer.statusCode, fault: undefined });
          socket.end(`HTTP/1.1 ${answer.statusCode} refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
          return;
        }
      }
      await forwardUpgrade({ request, socket, head, upstream: kubelet ?? upstream, action, moment });
    };
    forward().catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const cutAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };

  return {
    url: new URL(`http://127.0.0.1:${port}`),
    exchanges,
    get connections() {
      return connections;
    },
    get writes() {
      return writes;
    },
    inject: faults.add,
    onWrite: (call) => {
      onWrite = call;
    },
    clear: faults.clear,
    cutAll,
    close: async () => {
      connection.close();
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
};
