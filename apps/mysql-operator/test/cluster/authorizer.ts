import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The last word about requests that no role allows: it hears each, and can let it pass. */
export interface Authorizer {
  /** Arguments of an API server that asks it. */
  readonly apiServerArguments: readonly string[];
  /** `group/resource verb` of all that somebody was asked about, with whether it was let pass. */
  readonly asked: (user: string) => ReadonlyMap<string, boolean>;
  /** What this user may do besides what the roles say. */
  allow(user: string, triples: ReadonlySet<string>): void;
  forget(user: string): void;
  close(): Promise<void>;
}

export const tripleOf = (group: string, resource: string, verb: string): string => `${group}/${resource} ${verb}`;

/** An authorization webhook, which the API server asks after RBAC. */
export const startAuthorizer = async (): Promise<Authorizer> => {
  const asked = new Map<string, Map<string, boolean>>();
  const allowed = new Map<string, ReadonlySet<string>>();
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const { apiVersion, kind, spec } = JSON.parse(text);
    const { group = '', resource = '', subresource = '', verb = '' } = spec.resourceAttributes ?? {};
    const triple = tripleOf(group, subresource === '' ? resource : `${resource}/${subresource}`, verb);
    const isAllowed = spec.resourceAttributes !== undefined && allowed.get(spec.user)?.has(triple) === true;
    if (spec.resourceAttributes !== undefined) {
      const known = asked.get(spec.user) ?? new Map<string, boolean>();
      asked.set(spec.user, known.set(triple, isAllowed));
    }
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ apiVersion, kind, status: { allowed: isAllowed } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const folder = mkdtempSync(join(tmpdir(), 'authorizer-'));
  const config = join(folder, 'kubeconfig');
  const { port } = server.address() as AddressInfo;
  writeFileSync(
    config,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'authorizer', cluster: { server: `http://127.0.0.1:${port}` } }],
      users: [{ name: 'api-server', user: {} }],
      contexts: [{ name: 'authorizer', context: { cluster: 'authorizer', user: 'api-server' } }],
      'current-context': 'authorizer',
    }),
  );
  return {
    apiServerArguments: [
      '--authorization-mode=Webhook',
      `--authorization-webhook-config-file=${config}`,
      '--authorization-webhook-version=v1',
      // Otherwise an answer would be remembered after it has changed.
      '--authorization-webhook-cache-authorized-ttl=1ms',
      '--authorization-webhook-cache-unauthorized-ttl=1ms',
      // Asks for `finalizers` of owners, as some clusters do.
      '--enable-admission-plugins=OwnerReferencesPermissionEnforcement',
    ],
    asked: (user) => asked.get(user) ?? new Map(),
    allow: (user, triples) => void allowed.set(user, triples),
    forget: (user) => void asked.delete(user),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(folder, { recursive: true });
    },
  };
};
