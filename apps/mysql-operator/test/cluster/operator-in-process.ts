import type { Endpoint } from '../../src/cluster/endpoint.ts';
import { setUp } from '../../src/reconcile/index.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { createJsonLog } from '../../src/runtime/json-log.ts';
import { runOperator } from '../../src/runtime/run-operator.ts';
import { createSecretRegistry } from '../../src/runtime/secret-registry.ts';
import { readSettings } from '../../src/settings.ts';
import { type FaultProxy, startFaultProxy } from '../fault-proxy/fault-proxy.ts';

/** One life of an operator in this process, behind a fault proxy of its own. */
export interface Life {
  readonly proxy: FaultProxy;
  /** What it has logged. */
  readonly output: () => string;
  /** No call of it goes through any more: for the cluster it has died. */
  kill(): void;
  /** It is asked to end. */
  stop(): Promise<void>;
}

export interface LifeOptions {
  readonly upstream: Endpoint;
  readonly kubelet: Endpoint;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds that its clock is ahead. */
  readonly ahead: number;
}

export const startLife = async ({ upstream, kubelet, env, ahead }: LifeOptions): Promise<Life> => {
  const proxy = await startFaultProxy({ upstream, kubelet });
  const secrets = createSecretRegistry();
  const stop = new AbortController();
  let output = '';
  const write = (line: string): void => {
    output += line;
  };
  const settings = readSettings({ API_SERVER: proxy.url.href, PORT: '0', GRACE_SECONDS: '5', ...env });
  const log = createJsonLog({ write, level: 'info', scrub: secrets.scrub, clock: systemClock });
  const clock = { ...systemClock, date: () => new Date(systemClock.date().getTime() + ahead) };
  const program = { name: 'mysql-operator', version: '0.0.0', setUp };
  const over = runOperator(program, {
    settings,
    log,
    secrets,
    clock,
    random: Math.random,
    stop: stop.signal,
  });
  over.catch((error: unknown) => write(`${error}`));
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= proxy.close());
  return {
    proxy,
    output: () => output,
    kill: () => {
      void close();
      stop.abort();
    },
    stop: async () => {
      stop.abort();
      await over.catch(() => undefined);
      await close();
    },
  };
};
