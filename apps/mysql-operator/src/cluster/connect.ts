import { type Clock, systemClock } from '../runtime/clock.ts';
import type { Cluster, ServerVersion } from './cluster.ts';
import { createConnection } from './connection.ts';
import { createResourceClient } from './create-resource-client.ts';
import type { Endpoint } from './endpoint.ts';
import { createExec } from './exec.ts';
import { type CallRecord, createOpen, createSend } from './send.ts';

export interface ConnectOptions {
  readonly endpoint: Endpoint;
  /** `name/version`. */
  readonly userAgent: string;
  /** Takes registered secrets out of texts that come from the API server. */
  readonly scrub: (text: string) => string;
  /**
   * Asked before each write and each exec: throws when the program must not act, otherwise the signal tells when it no
   * longer may. Default: it always may.
   */
  readonly permit?: () => AbortSignal | undefined;
  readonly onCall?: (record: CallRecord) => void;
  readonly onWarning?: (text: string) => void;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Tries after the first. Default 5. */
  readonly maxRetries?: number;
  /** For each call but watches and exec. Default 30,000. */
  readonly timeoutMilliseconds?: number;
}

const ignore = (): undefined => undefined;

interface VersionBody {
  readonly major: string;
  readonly minor: string;
  readonly gitVersion: string;
}

/** Connects to an API server. Nothing is sent before the first call. */
export const connect = (options: ConnectOptions): Cluster => {
  const { endpoint, userAgent, scrub, clock = systemClock, permit = ignore, onCall = ignore } = options;
  const connection = createConnection(endpoint);
  const sending = {
    connection,
    userAgent,
    scrub,
    clock,
    permit,
    onCall,
    onWarning: options.onWarning ?? ignore,
    random: options.random ?? Math.random,
    maxRetries: options.maxRetries ?? 5,
    timeoutMilliseconds: options.timeoutMilliseconds ?? 30_000,
  };
  const open = createOpen(sending);
  const send = createSend(open, sending);
  // A watch keeps its connection for minutes: watches have connections of their own, so that no call waits for them.
  const watches = createConnection(endpoint, { maxConnections: Number.POSITIVE_INFINITY });
  const context = { open: createOpen({ ...sending, connection: watches }), send, clock, scrub };
  const exec = createExec({ endpoint, userAgent, clock, scrub, permit, onCall });

  return {
    resource: (kind) => createResourceClient(context, kind),
    exec: (_kind, ref, execOptions) => exec(ref, execOptions),
    version: async (): Promise<ServerVersion> => {
      const call = {
        name: 'get version',
        resource: 'version',
        method: 'GET',
        path: '/version',
        repeatable: true,
      } as const;
      const { major, minor, gitVersion } = (await send(call)) as VersionBody;
      // Managed clusters write `31+`.
      return { major: Number.parseInt(major, 10), minor: Number.parseInt(minor, 10), gitVersion };
    },
    close: () => {
      connection.close();
      watches.close();
      return Promise.resolve();
    },
  };
};
