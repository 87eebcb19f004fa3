import { createServer, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const retryMilliseconds = 500;

/**
 * Takes a lock of this machine; undefined if another process has it. It is an address in the kernel alone, and free
 * again when its process ends, however that ends.
 */
export const tryLock = (name: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(`\0wildermesser-${name}`, () => resolve(server));
  });

/** Does the work while no other process of this machine does work under the same name. */
export const withLock = async <Result>(
  name: string,
  onWait: () => void,
  work: () => Promise<Result>,
): Promise<Result> => {
  let server = await tryLock(name);
  if (server === undefined) onWait();
  while (server === undefined) {
    await pause(retryMilliseconds);
    server = await tryLock(name);
  }
  try {
    return await work();
  } finally {
    server.close();
  }
};
