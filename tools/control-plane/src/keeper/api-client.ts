import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { innerPort, type Plan } from '../plan.ts';

/** What the API server said. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Asks the API server of a cluster as its administrator. */
export interface ApiClient {
  /** Undefined while nothing answers. */
  readonly get: (path: string) => Promise<Answer | undefined>;
  readonly post: (path: string, object: object) => Promise<Answer | undefined>;
  /** The last answer or error, in words. */
  readonly lastWords: () => string;
  readonly close: () => void;
}

const timeoutMilliseconds = 5000;

export const adminClient = (plan: Plan): ApiClient => {
  const read = (file: string): Buffer => readFileSync(join(plan.folder, 'pki', file));
  const agent = new Agent({ keepAlive: true, ca: read('ca.crt'), cert: read('admin.crt'), key: read('admin.key') });
  let lastWords = 'nothing was asked';
  const ask = (method: string, path: string, object?: object): Promise<Answer | undefined> =>
    new Promise((resolve) => {
      const headers = { accept: 'application/json', 'content-type': 'application/json' };
      const options = { agent, host: '127.0.0.1', port: innerPort(plan), path, method, headers };
      const call = request({ ...options, timeout: timeoutMilliseconds }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () => {
          const body = Buffer.concat(chunks).toString();
          lastWords = `${path} answered ${response.statusCode}: ${body.slice(0, 300)}`;
          resolve({ status: response.statusCode ?? 0, body });
        });
        response.once('error', () => resolve(undefined));
      });
      call.once('timeout', () => call.destroy());
      call.once('error', (error) => {
        lastWords = error.message;
        resolve(undefined);
      });
      call.end(object === undefined ? undefined : JSON.stringify(object));
    });
  return {
    get: (path) => ask('GET', path),
    post: (path, object) => ask('POST', path, object),
    lastWords: () => lastWords,
    close: () => agent.destroy(),
  };
};
