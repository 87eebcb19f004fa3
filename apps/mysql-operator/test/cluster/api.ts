import type { Credential } from '@wildermesser/control-plane';
import { createConnection } from '../../src/cluster/connection.ts';
import type { Endpoint } from '../../src/cluster/endpoint.ts';

/** Somebody's way to an API server, as the operator's own client takes it. */
export const endpointOf = (access: Credential, namespace = 'default'): Endpoint => ({
  server: new URL(access.url),
  namespace,
  credentials: () =>
    Promise.resolve({
      certificateAuthority: access.certificateAuthority,
      ...(access.clientCertificate === undefined ? {} : { clientCertificate: access.clientCertificate }),
      ...(access.clientKey === undefined ? {} : { clientKey: access.clientKey }),
      ...(access.token === undefined ? {} : { authorization: `Bearer ${access.token}` }),
    }),
});

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: objects of all kinds
  readonly body: any;
}

/** Plain calls of an API server, for what a test does beside the operator. */
export interface Api {
  call(method: string, path: string, body?: object): Promise<Answer>;
  close(): void;
}

const contentTypes: Readonly<Record<string, string>> = { PATCH: 'application/merge-patch+json' };

export const apiOf = (access: Credential): Api => {
  const connection = createConnection(endpointOf(access));
  return {
    call: async (method, path, body) => {
      const answer = await connection.open({
        method,
        path,
        headers: { 'Content-Type': contentTypes[method] ?? 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000),
      });
      answer.setEncoding('utf8');
      let text = '';
      for await (const chunk of answer) text += chunk;
      return { status: answer.statusCode ?? 0, body: text === '' ? undefined : JSON.parse(text) };
    },
    close: () => connection.close(),
  };
};
