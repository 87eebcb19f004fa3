import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';

/** Asks the API server of a cluster as its administrator. */
export interface ApiClient {
  /** The HTTP status of a GET, or undefined while nothing answers. */
  readonly status: (path: string) => Promise<number | undefined>;
  readonly close: () => void;
}

export const adminClient = (folder: string, port: number): ApiClient => {
  const read = (file: string): Buffer => readFileSync(join(folder, 'pki', file));
  const agent = new Agent({ keepAlive: true, ca: read('ca.crt'), cert: read('admin.crt'), key: read('admin.key') });
  const status = (path: string): Promise<number | undefined> =>
    new Promise((resolve) => {
      const call = request({ agent, host: '127.0.0.1', port, path, timeout: 5000 }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode));
      });
      call.once('timeout', () => call.destroy());
      call.once('error', () => resolve(undefined));
      call.end();
    });
  return { status, close: () => agent.destroy() };
};
