import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is wrong, in words; empty when nothing is. */
export type Probe = () => readonly string[];

export interface ProbeServerOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** Whether the process works at all; otherwise it should be started again. */
  readonly health: Probe;
  /** Whether it knows the cluster as it is. */
  readonly readiness: Probe;
  /** For Prometheus. */
  readonly metrics: () => Promise<string>;
}

export interface ProbeServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves `/healthz`, `/readyz` and `/metrics`, on all addresses: the kubelet and Prometheus come from elsewhere. */
export const serveProbes = async (options: ProbeServerOptions): Promise<ProbeServer> => {
  const probes: Readonly<Record<string, Probe>> = { '/healthz': options.health, '/readyz': options.readiness };
  const answer = async (path: string): Promise<{ readonly status: number; readonly text: string }> => {
    if (path === '/metrics') return { status: 200, text: await options.metrics() };
    const probe = probes[path];
    if (probe === undefined) return { status: 404, text: 'not found\n' };
    const wrong = probe();
    return wrong.length === 0 ? { status: 200, text: 'ok\n' } : { status: 503, text: `${wrong.join('\n')}\n` };
  };
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://localhost').pathname).then(
      ({ status, text }) => {
        response.writeHead(status, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
        response.end(text);
      },
      () => response.writeHead(500).end(),
    );
  });
  server.listen(options.port);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
