import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createObjects, Refusal, type StoredObject } from './objects.ts';

/**
 * An API server as far as a client can tell its protocol from a real one: objects of any kind, resource versions, pages,
 * watches with bookmarks, conflicts. It knows no schemas, no defaults and no permissions, and merges what is applied.
 * What depends on those is tested on a real API server.
 */
export interface FakeApi {
  readonly url: URL;
  /** Does what a call of somebody else would do. */
  put(path: string, object: object): StoredObject;
  remove(path: string): void;
  /** Forgets old changes, so that watches that begin before now get 410. */
  compact(): void;
  /** Sends every watch a bookmark. */
  bookmark(): void;
  readonly watches: number;
  close(): Promise<void>;
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  request.setEncoding('utf8');
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
};

const send = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
};

const statusOf = ({ status, reason, message, objectName }: Refusal): object => ({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  code: status,
  reason,
  message,
  details: { name: objectName },
});

const matchesLabels = (object: StoredObject, selector: string | null): boolean =>
  (selector ?? '')
    .split(',')
    .filter((term) => term !== '')
    .every((term) => {
      const [label = '', value] = term.split('=');
      const actual = object.metadata.labels?.[label];
      return value === undefined ? actual !== undefined : actual === value;
    });

/** As the API server lists objects of its own kinds. */
const withoutNames = ({ apiVersion: _, kind: __, ...object }: StoredObject): object => object;

export const startFakeApi = async (): Promise<FakeApi> => {
  const objects = createObjects();
  const watches = new Set<ServerResponse>();

  const list = (collection: string, query: URLSearchParams, metadataOnly: boolean): object => {
    const [after = '', version = String(objects.version())] = (query.get('continue') ?? '').split('@');
    if (after !== '' && Number(version) < objects.oldest())
      throw new Refusal(410, 'Expired', 'the list is too old', '');
    const all = objects
      .under(collection)
      .filter(([path, object]) => path > after && matchesLabels(object, query.get('labelSelector')));
    const limit = Number(query.get('limit') ?? 0) || all.length;
    const page = all.slice(0, limit);
    const last = page.at(-1)?.[0];
    return {
      kind: 'List',
      apiVersion: 'v1',
      metadata: {
        resourceVersion: version,
        ...(page.length < all.length && last !== undefined ? { continue: `${last}@${version}` } : {}),
      },
      items: page.map(([, object]) => (metadataOnly ? { metadata: object.metadata } : withoutNames(object))),
    };
  };

  const watch = (collection: string, query: URLSearchParams, response: ServerResponse, metadataOnly: boolean): void => {
    const line = (type: string, object: object) => response.write(`${JSON.stringify({ type, object })}\n`);
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.flushHeaders();
    const since = Number(query.get('resourceVersion') ?? 0);
    if (since < objects.oldest()) {
      line('ERROR', statusOf(new Refusal(410, 'Expired', 'too old resource version', '')));
      response.end();
      return;
    }
    const tell = (change: { readonly type: string; readonly path: string; readonly object: StoredObject }) => {
      if (!change.path.startsWith(`${collection}/`) && objects.collectionOf(change.path) !== collection) return;
      if (!matchesLabels(change.object, query.get('labelSelector'))) return;
      line(change.type, metadataOnly ? { metadata: change.object.metadata } : change.object);
    };
    for (const change of objects.since(since)) tell(change);
    const forget = objects.follow(tell);
    watches.add(response);
    const timer = setTimeout(() => response.end(), Number(query.get('timeoutSeconds') ?? 300) * 1000);
    response.on('close', () => {
      clearTimeout(timer);
      forget();
      watches.delete(response);
    });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const text = await textOf(request);
    const body = text === '' ? {} : JSON.parse(text);
    const metadataOnly = (request.headers.accept ?? '').includes('as=PartialObjectMetadata');
    const path = decodeURIComponent(url.pathname);
    if (path === '/version') return send(response, 200, { major: '1', minor: '34+', gitVersion: 'v1.34.2-fake' });
    if (request.method === 'GET' && objects.isCollection(path)) {
      if (url.searchParams.has('watch')) return watch(path, url.searchParams, response, metadataOnly);
      return send(response, 200, list(path, url.searchParams, metadataOnly));
    }
    switch (request.method) {
      case 'GET':
        return send(response, 200, objects.get(path));
      case 'POST':
        return send(response, 201, objects.create(`${path}/${body.metadata.name}`, body));
      case 'PUT':
        return send(response, 200, objects.replace(path, body));
      case 'PATCH':
        return send(response, 200, objects.merge(path, body, request.headers['content-type'] ?? ''));
      default:
        return send(response, 200, objects.delete(path, body.preconditions ?? {}));
    }
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => {
      if (error instanceof Refusal) send(response, error.status, statusOf(error));
      else response.destroy(error);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: new URL(`http://127.0.0.1:${port}`),
    put: objects.put,
    remove: (path) => void objects.delete(path, {}),
    compact: objects.compact,
    bookmark: () => {
      const object = { kind: 'Bookmark', metadata: { resourceVersion: String(objects.version()) } };
      for (const response of watches) response.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
    },
    get watches() {
      return watches.size;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
