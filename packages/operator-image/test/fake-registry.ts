import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the registry is to behave. */
export interface FakeRegistryOptions {
  /** Login that it wants: `user:password`. Default: none. */
  readonly basic?: string;
  /** As `basic`, by way of a token server. */
  readonly bearer?: string;
  /** Whether it lists referrers itself, as version 1.1 of the specification has it. Default: false. */
  readonly referrers?: boolean;
  /** Told of each request; a number is answered as a status with an error, `reset` ends the connection. */
  readonly fault?: (request: IncomingMessage) => number | 'reset' | undefined;
  /** Stores other bytes than it was sent, as some registries do. */
  readonly rewritesManifests?: boolean;
}

/** A registry in memory that speaks the OCI distribution specification, as far as pushing goes. */
export interface FakeRegistry extends AsyncDisposable {
  /** `127.0.0.1:port` */
  readonly host: string;
  readonly blobs: ReadonlyMap<string, Buffer>;
  readonly manifests: ReadonlyMap<string, { readonly type: string; readonly content: Buffer }>;
  /** Method and path of each request, in order. */
  readonly requests: readonly string[];
}

const digestOf = (content: Buffer): string => `sha256:${createHash('sha256').update(content).digest('hex')}`;

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const answer = (
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body: unknown = '',
): void => {
  response
    .writeHead(status, headers)
    .end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
};

export const startFakeRegistry = async (options: FakeRegistryOptions = {}): Promise<FakeRegistry> => {
  const blobs = new Map<string, Buffer>();
  const uploads = new Map<string, Buffer>();
  const manifests = new Map<string, { type: string; content: Buffer }>();
  const requests: string[] = [];
  const token = 'a-token-of-the-test';

  const isAllowed = ({ headers: { authorization = '' } }: IncomingMessage): boolean => {
    if (options.basic !== undefined) return authorization === `Basic ${Buffer.from(options.basic).toString('base64')}`;
    return options.bearer === undefined || authorization === `Bearer ${token}`;
  };

  const challenge = (): Record<string, string> => ({
    'www-authenticate':
      options.basic === undefined
        ? `Bearer realm="http://${host()}/token",service="fake",scope="repository:a/b:pull,push"`
        : 'Basic realm="fake"',
  });

  const upload = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const id = url.pathname.split('/').at(-1) ?? '';
    const known = uploads.get(id) ?? Buffer.alloc(0);
    const range = { range: `0-${Math.max(0, known.length - 1)}`, location: url.pathname };
    if (request.method === 'GET') return answer(response, 204, range);
    const body = await bodyOf(request);
    if (request.method === 'PATCH') {
      const [from] = (request.headers['content-range'] ?? '0-0').split('-').map(Number);
      if (from !== known.length) return answer(response, 416, range);
      uploads.set(id, Buffer.concat([known, body]));
      return answer(response, 202, { location: url.pathname });
    }
    const digest = url.searchParams.get('digest') ?? '';
    if (digestOf(known) !== digest) return answer(response, 400, {}, { errors: [{ code: 'DIGEST_INVALID' }] });
    blobs.set(digest, known);
    return answer(response, 201);
  };

  const manifest = async (request: IncomingMessage, response: ServerResponse, name: string): Promise<void> => {
    const stored = manifests.get(name);
    if (request.method === 'GET')
      return stored === undefined
        ? answer(response, 404)
        : answer(response, 200, { 'content-type': stored.type }, stored.content);
    const content = await bodyOf(request);
    const digest = options.rewritesManifests === true ? `sha256:${'0'.repeat(64)}` : digestOf(content);
    const entry = { type: request.headers['content-type'] ?? '', content };
    manifests.set(name, entry);
    manifests.set(digestOf(content), entry);
    const { subject } = JSON.parse(content.toString()) as { subject?: { digest: string } };
    const listed = options.referrers === true && subject !== undefined ? { 'oci-subject': subject.digest } : {};
    return answer(response, 201, { 'docker-content-digest': digest, ...listed });
  };

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', `http://${host()}`);
    requests.push(`${request.method} ${url.pathname}`);
    const fault = options.fault?.(request);
    if (fault === 'reset') {
      request.socket.destroy();
      return;
    }
    if (fault !== undefined)
      return answer(response, fault, {}, { errors: [{ code: 'FAULT', message: 'made by the test' }] });
    if (url.pathname === '/token') {
      const expected = `Basic ${Buffer.from(options.bearer ?? '').toString('base64')}`;
      return request.headers.authorization === expected ? answer(response, 200, {}, { token }) : answer(response, 401);
    }
    if (!isAllowed(request)) return answer(response, 401, challenge());
    if (url.pathname.endsWith('/blobs/uploads/')) {
      const id = `${uploads.size}`;
      uploads.set(id, Buffer.alloc(0));
      return answer(response, 202, { location: `${url.pathname}${id}` });
    }
    if (url.pathname.includes('/blobs/uploads/')) return upload(request, response, url);
    const name = url.pathname.split('/').at(-1) ?? '';
    if (url.pathname.includes('/blobs/')) return answer(response, blobs.has(name) ? 200 : 404);
    return manifest(request, response, name);
  };

  const server = createServer((request, response) => {
    route(request, response).catch(() => request.socket.destroy());
  });
  const host = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: host(),
    blobs,
    manifests,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
