import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ExecError, run } from '@wildermesser/exec';
import { cacheFolder } from '../folders.ts';
import { boundProcesses } from '../keeper/processes.ts';
import { until } from '../keeper/until.ts';
import { containerdRoot, containerdSocket, imageStore } from '../services/containerd.ts';
import { withLock } from '../with-lock.ts';
import { ensureImage } from './ensure-image.ts';
import type { Image } from './image.ts';
import { importArchive } from './import-archive.ts';

const patienceSeconds = 60;
const copySeconds = 300;

const isServing = async (folder: string): Promise<boolean> => {
  try {
    await run('ctr', ['--address', containerdSocket(folder), 'version']);
    return true;
  } catch (error) {
    if (error instanceof ExecError) return false;
    throw error;
  }
};

/** Has containerd unpack the images in this folder. */
const unpack = async (folder: string, archives: readonly string[]): Promise<void> => {
  await mkdir(join(folder, 'log'));
  const processes = boundProcesses(folder);
  processes.start(imageStore(folder));
  const work = async (): Promise<void> => {
    await until('containerd serves', patienceSeconds, () => isServing(folder));
    for (const archive of archives) await importArchive(folder, archive);
  };
  try {
    await Promise.race([work(), processes.failure]);
  } finally {
    await processes.kill();
  }
};

/** The folder of a store that has these images unpacked: that takes longer than all the rest of a start. */
export const ensureStore = async (images: readonly Image[], log: (line: string) => void): Promise<string> => {
  const folders: string[] = [];
  for (const image of images) folders.push(await ensureImage(image, log));
  const { stdout: version } = await run('containerd', ['--version']);
  const key = createHash('sha256').update([version, ...folders.map((folder) => basename(folder))].join('\0'));
  const target = cacheFolder('stores', key.digest('hex').slice(0, 16));
  if (existsSync(target)) return target;
  return withLock(
    target,
    () => log('another process unpacks the images; waiting for it'),
    async () => {
      if (existsSync(target)) return target;
      log(`unpacking ${images.map(({ name }) => name).join(', ')}, once`);
      await mkdir(cacheFolder('stores'), { recursive: true });
      const folder = await mkdtemp(`${target}.`);
      try {
        await unpack(
          folder,
          folders.map((image) => join(image, 'image.tar')),
        );
        await rename(containerdRoot(folder), target);
        return target;
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );
};

/** The databases of containerd are written in place; everything else is replaced or only read. */
const copyDatabases = async (store: string, copy: string): Promise<void> => {
  const paths = (await readdir(store, { recursive: true })).filter((path) =>
    /^io\.containerd\.[^/]+\/[^/]+\.db$/.test(path),
  );
  for (const path of paths) {
    await rm(join(copy, path));
    await copyFile(join(store, path), join(copy, path));
  }
};

/** Gives the cluster in this folder the images of a store; their files are links where the file system allows it. */
export const copyStore = async (store: string, folder: string): Promise<void> => {
  const copy = containerdRoot(folder);
  try {
    await run('cp', ['--archive', '--link', store, copy]);
    await copyDatabases(store, copy);
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    await rm(copy, { recursive: true, force: true });
    await run('cp', ['--archive', store, copy], { timeoutSeconds: copySeconds });
  }
};
