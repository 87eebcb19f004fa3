import type { Log } from '../src/runtime/log.ts';

const ignore = (): void => undefined;

export const noLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore, with: () => noLog };
