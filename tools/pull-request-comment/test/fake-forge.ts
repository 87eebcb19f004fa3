import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A comment as a fake keeps it. */
export interface Kept {
  readonly id: number;
  readonly author: string;
  body: string;
}

/** A forge of ours on the loopback interface that keeps comments. */
export interface FakeForge {
  readonly url: string;
  readonly comments: Kept[];
  /** `POST /repos/o/r/issues/7/comments`, in order. */
  readonly writes: string[];
  readonly close: () => void;
}

interface Dialect {
  readonly self: string;
  readonly listPath: string;
  readonly itemPath: (id: string) => string;
  readonly updateMethod: string;
  readonly isAllowed: (request: IncomingMessage) => boolean;
  readonly toJson: (comment: Kept) => object;
  /** What other paths answer. */
  readonly others: Readonly<Record<string, unknown>>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
};

/** The largest body that GitHub takes. */
const mostCharacters = 65_536;

const start = async (dialect: Dialect, comments: Kept[]): Promise<FakeForge> => {
  const writes: string[] = [];
  let nextId = 1000;
  const server = createServer(async (request, response) => {
    const answer = (status: number, value?: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(value === undefined ? '' : JSON.stringify(value));
    };
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const { method = '' } = request;
    if (!dialect.isAllowed(request)) return answer(401, { message: 'Bad credentials' });
    if (method !== 'GET') writes.push(`${method} ${pathname}`);
    const other = dialect.others[`${pathname}?${searchParams.get('head') ?? ''}`] ?? dialect.others[pathname];
    if (method === 'GET' && other !== undefined) return answer(200, other);
    const at = comments.findIndex(({ id }) => dialect.itemPath(String(id)) === pathname);
    const sent = method === 'GET' || method === 'DELETE' ? '' : JSON.parse(await bodyOf(request)).body;
    if (sent.length > mostCharacters) return answer(422, { message: 'body is too long' });
    if (pathname === dialect.listPath && method === 'GET') {
      const [size, page] = [Number(searchParams.get('per_page') ?? 30), Number(searchParams.get('page') ?? 1)];
      return answer(200, comments.slice((page - 1) * size, page * size).map(dialect.toJson));
    }
    if (pathname === dialect.listPath && method === 'POST') {
      comments.push({ id: nextId++, author: dialect.self, body: sent.replaceAll('\n', '\r\n') });
      return answer(201, {});
    }
    const comment = comments[at];
    if (comment === undefined) return answer(404, { message: 'Not Found' });
    if (method === 'DELETE') {
      comments.splice(at, 1);
      return answer(204);
    }
    if (method !== dialect.updateMethod) return answer(405);
    comment.body = sent;
    return answer(200, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    writes,
    close: () => void server.close(),
  };
};

/** The part of GitHub's API that is used, for pull request 7 of `o/r`. */
export const fakeGithub = (comments: Kept[] = [], pulls: Readonly<Record<string, unknown>> = {}): Promise<FakeForge> =>
  start(
    {
      self: 'github-actions[bot]',
      listPath: '/repos/o/r/issues/7/comments',
      itemPath: (id) => `/repos/o/r/issues/comments/${id}`,
      updateMethod: 'PATCH',
      isAllowed: ({ headers }) => headers.authorization === 'Bearer secret-token',
      toJson: ({ id, author, body }) => ({ id, body, user: { login: author } }),
      others: pulls,
    },
    comments,
  );

/** The part of GitLab's API that is used, for merge request 7 of project 42. */
export const fakeGitlab = (comments: Kept[] = []): Promise<FakeForge> =>
  start(
    {
      self: 'bot',
      listPath: '/projects/42/merge_requests/7/notes',
      itemPath: (id) => `/projects/42/merge_requests/7/notes/${id}`,
      updateMethod: 'PUT',
      isAllowed: ({ headers }) => headers['private-token'] === 'secret-token',
      toJson: ({ id, author, body }) => ({ id, body, system: false, author: { id: author === 'bot' ? 5 : 6 } }),
      others: { '/user': { id: 5 } },
    },
    comments,
  );
