import { createServer, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const retryMilliseconds = 500;

/** An address in the kernel alone: it is free again when its process ends, however that ends. */
const listen = (name: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(`\0${name}`, () => resolve(server));
  });

/** Does the work while no other process of this machine does work under the same name. */
export const withLock = async <Result>(
  name: string,
  onWait: () => void,
  work: () => Promise<Result>,
): Promise<Result> => {
  let server = await listen(name);
  if (server === undefined) onWait();
  while (server === undefined) {
    await pause(retryMilliseconds);
    server = await listen(name);
  }
  try {
    return await work();
  } finally {
    server.close();
  }
};
