import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { type WebSocket, WebSocketServer } from 'ws';

/** The container's end of one exec. */
export interface RunningProgram {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly protocol: string;
  readonly socket: WebSocket;
  /** What came on stdin until now. */
  readonly stdin: () => string;
  /** Calls when the client says that no more comes. */
  readonly onEnd: (call: () => void) => void;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Tells how it ended, and closes. */
  readonly exit: (status: object) => void;
}

export const success = { status: 'Success' };

export const exited = (code: number) => ({
  status: 'Failure',
  reason: 'NonZeroExitCode',
  message: `command terminated with non-zero exit code: exit status ${code}`,
  details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
});

/** A server that speaks the exec protocol in these versions and does what it is told; it ends with the test. */
export const execServer = async (
  t: TestContext,
  run: (program: RunningProgram) => void,
  versions: readonly string[] = ['v5.channel.k8s.io', 'v4.channel.k8s.io'],
): Promise<URL> => {
  const server = createServer((_request, response) => response.writeHead(404, 'Not Found').end());
  const sockets = new WebSocketServer({
    server,
    handleProtocols: (offered) => versions.find((version) => offered.has(version)) ?? false,
  });
  sockets.on('connection', (socket, request) => {
    let stdin = '';
    let end: () => void = () => undefined;
    socket.on('message', (data: Buffer) => {
      if (data[0] === 0) stdin += data.subarray(1).toString('utf8');
      if (data[0] === 255 && data[1] === 0) end();
    });
    const frame = (channel: number, text: string) =>
      socket.send(Buffer.concat([Buffer.of(channel), Buffer.from(text)]));
    run({
      url: new URL(request.url ?? '/', 'http://localhost'),
      headers: request.headers,
      protocol: socket.protocol,
      socket,
      stdin: () => stdin,
      onEnd: (call) => {
        end = call;
      },
      stdout: (text) => frame(1, text),
      stderr: (text) => frame(2, text),
      exit: (status) => {
        frame(3, JSON.stringify(status));
        socket.close();
      },
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(async () => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
};
