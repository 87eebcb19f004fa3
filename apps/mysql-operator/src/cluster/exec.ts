import { WebSocket } from 'ws';
import type { Clock } from '../runtime/clock.ts';
import { tlsOptions } from './connection.ts';
import type { Endpoint } from './endpoint.ts';
import { ExecError, type ExecOptions, type ExecResult } from './exec-result.ts';
import { exitCodeOf } from './exit-code.ts';
import type { RefOf } from './kind.ts';
import { pods } from './kinds.ts';
import { objectPath } from './resource-path.ts';
import type { CallRecord } from './send.ts';

// KEP-4006. Version 4 cannot tell the program that its input has ended.
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const channels = { stdin: 0, stdout: 1, stderr: 2, error: 3, close: 255 } as const;
const stdinChunk = 16 * 2 ** 10;
// How long after the exit code the rest of the output may take; the API server closes at once.
const closeMilliseconds = 2000;

export interface ExecContext {
  readonly endpoint: Endpoint;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly scrub: (text: string) => string;
  readonly permit: () => AbortSignal | undefined;
  readonly onCall: (record: CallRecord) => void;
}

/** Keeps the beginning of what comes. */
const keepOutput = (limit: number) => {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add: (chunk: Buffer) => {
      if (size < limit) chunks.push(chunk.subarray(0, limit - size));
      size += chunk.length;
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
    truncated: () => size > limit,
  };
};

const execUrl = (endpoint: Endpoint, ref: RefOf<typeof pods>, options: ExecOptions): URL => {
  const url = new URL(endpoint.server);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.pathname = url.pathname.replace(/\/$/, '') + objectPath(pods, ref, 'exec');
  for (const word of options.command) url.searchParams.append('command', word);
  url.searchParams.set('container', options.container);
  if (options.stdin !== undefined) url.searchParams.set('stdin', 'true');
  url.searchParams.set('stdout', 'true');
  url.searchParams.set('stderr', 'true');
  return url;
};

const framed = (channel: number, payload: Buffer): Buffer => Buffer.concat([Buffer.of(channel), payload]);

const sendStdin = (socket: WebSocket, stdin: string): void => {
  const bytes = Buffer.from(stdin, 'utf8');
  for (let start = 0; start < bytes.length; start += stdinChunk) {
    socket.send(framed(channels.stdin, bytes.subarray(start, start + stdinChunk)));
  }
  if (socket.protocol === protocols[0]) socket.send(Buffer.of(channels.close, channels.stdin));
};

/**
 * Runs a program in a container over a WebSocket. Never repeated: once the connection stands, the program may have run
 * whatever is heard of it.
 */
export const createExec =
  (context: ExecContext) =>
  async (ref: RefOf<typeof pods>, options: ExecOptions): Promise<ExecResult> => {
    const { endpoint, clock, scrub } = context;
    const leading = context.permit();
    const where = `exec in pods ${ref.namespace}/${ref.name}`;
    const timeout = options.timeoutMilliseconds ?? 60_000;
    const limit = options.maxOutputBytes ?? 2 ** 16;
    const credentials = await endpoint.credentials(false);
    leading?.throwIfAborted();
    options.signal?.throwIfAborted();

    const started = clock.now();
    const record = (status: number | undefined) =>
      context.onCall({
        method: 'GET',
        resource: 'pods/exec',
        status,
        seconds: (clock.now() - started) / 1000,
        attempt: 0,
      });
    const socket = new WebSocket(execUrl(endpoint, ref, options), protocols, {
      headers: {
        'User-Agent': context.userAgent,
        ...(credentials.authorization === undefined ? {} : { Authorization: credentials.authorization }),
      },
      perMessageDeflate: false,
      ...tlsOptions(credentials),
    });
    const stdout = keepOutput(limit);
    const stderr = keepOutput(limit);

    return new Promise((resolve, reject) => {
      let opened = false;
      let exitCode: number | undefined;
      const fail = (error: unknown) => {
        settle();
        reject(error);
        socket.terminate();
      };
      const lost = (text: string, cause?: unknown) =>
        fail(new ExecError('LOST', scrub(`${where}: ${text}`), { cause }));
      const stop = (signal: AbortSignal) => () => fail(signal.reason);
      const stops = [leading, options.signal]
        .filter((signal) => signal !== undefined)
        .map((signal) => ({ signal, listener: stop(signal) }));
      let cancel = clock.after(timeout, () => lost(`no end within ${timeout / 1000} s`));
      const settle = () => {
        cancel();
        for (const { signal, listener } of stops) signal.removeEventListener('abort', listener);
      };
      const succeed = (code: number) => {
        settle();
        resolve({
          exitCode: code,
          stdout: stdout.text(),
          stderr: stderr.text(),
          truncated: stdout.truncated() || stderr.truncated(),
        });
        socket.terminate();
      };
      for (const { signal, listener } of stops) signal.addEventListener('abort', listener);

      socket.on('open', () => {
        opened = true;
        record(101);
        if (options.stdin !== undefined) sendStdin(socket, options.stdin);
      });
      socket.on('unexpected-response', (_request, answer) => {
        const status = answer.statusCode ?? 0;
        record(status);
        answer.resume();
        fail(new ExecError('REFUSED', `${where}: ${status} ${answer.statusMessage ?? ''}`.trim(), { status }));
      });
      socket.on('message', (data: Buffer) => {
        const channel = data[0];
        const payload = data.subarray(1);
        if (channel === channels.stdout) stdout.add(payload);
        if (channel === channels.stderr) stderr.add(payload);
        if (channel !== channels.error) return;
        const ended = exitCodeOf(payload.toString('utf8'));
        if (typeof ended === 'string') return lost(ended);
        exitCode = ended;
        cancel();
        cancel = clock.after(closeMilliseconds, () => succeed(ended));
      });
      socket.on('close', (code) => (exitCode === undefined ? lost(`closed with ${code}`) : succeed(exitCode)));
      socket.on('error', (error) => {
        if (exitCode !== undefined) return succeed(exitCode);
        if (opened) return lost('the connection broke', error);
        record(undefined);
        const code = 'code' in error && typeof error.code === 'string' ? error.code : 'no answer to the handshake';
        // Without an answer the API server may have started the program all the same.
        if (code !== 'ECONNREFUSED' && code !== 'ENOTFOUND') return lost(code, error);
        fail(new ExecError('REFUSED', `${where}: ${code}`, { cause: error }));
      });
    });
  };
