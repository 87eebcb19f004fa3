/** A forge did not do what it was asked. Names the call, never the token. */
export class ForgeError extends Error {}

/** How a forge is spoken to. */
export interface Connection {
  /** Without a slash at the end. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Half a minute: a forge that takes longer is down. */
const patience = 30_000;

/** Sends one request; answers the JSON of the response, undefined when it has none. */
export const request = async (
  { url, headers }: Connection,
  method: Method,
  path: string,
  body?: object,
): Promise<unknown> => {
  let response: Response;
  try {
    response = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'user-agent': 'wildermesser-platform', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
    });
  } catch (error) {
    throw new ForgeError(`${method} ${path}: ${(error as Error).cause ?? (error as Error).message}`);
  }
  const text = await response.text();
  if (!response.ok) throw new ForgeError(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ForgeError(`${method} ${path}: the answer is no JSON`);
  }
};

/** All entries of a list, page by page. */
export const requestAll = async (connection: Connection, path: string): Promise<readonly unknown[]> => {
  const all: unknown[] = [];
  const size = 100;
  for (let page = 1; ; page++) {
    const separator = path.includes('?') ? '&' : '?';
    const entries = await request(connection, 'GET', `${path}${separator}per_page=${size}&page=${page}`);
    if (!Array.isArray(entries)) throw new ForgeError(`GET ${path}: the answer is no list`);
    all.push(...entries);
    if (entries.length < size) return all;
  }
};
