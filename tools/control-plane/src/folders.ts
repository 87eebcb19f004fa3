import { homedir } from 'node:os';
import { join } from 'node:path';
import { environment } from '@wildermesser/exec';

/** Where things are kept that are costly to make again: `$XDG_CACHE_HOME/platform`, by default `~/.cache/platform`. */
export const cacheFolder = (...parts: readonly string[]): string => {
  const { XDG_CACHE_HOME } = environment();
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'platform', ...parts);
};

/**
 * Where the folders of running clusters are: on a disk, unlike `/tmp` of many machines, and short, because the path of
 * a socket may have 107 bytes at most.
 */
export const runFolderPrefix = '/var/tmp/platform-cluster-';
