import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { cacheFolder } from '../folders.ts';
import { withLock } from '../with-lock.ts';
import type { Image } from './image.ts';

/** Where this image is, or will be, with all that was made for it. */
export const imageFolder = ({ name, sources }: Image): string => {
  const hash = createHash('sha256');
  for (const path of sources) hash.update(readFileSync(path)).update('\0');
  return cacheFolder('images', `${name.replace(/[/:]/g, '-')}-${hash.digest('hex').slice(0, 12)}`);
};

/** The folder with `image.tar` of this image; makes it when it is not in the cache, once even if several processes ask. */
export const ensureImage = async (image: Image, log: (line: string) => void): Promise<string> => {
  const target = imageFolder(image);
  if (existsSync(target)) return target;
  return withLock(
    target,
    () => log(`another process makes the image ${image.name}; waiting for it`),
    async () => {
      if (existsSync(target)) return target;
      log(`making the image ${image.name}, once`);
      await mkdir(cacheFolder('images'), { recursive: true });
      const folder = await mkdtemp(`${target}.`);
      try {
        await image.make(folder);
        await rename(folder, target);
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
      return target;
    },
  );
};
