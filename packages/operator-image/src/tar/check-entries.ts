import { ImageError } from '../image-error.ts';
import type { Entry } from './entry.ts';

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

const isCanonical = (path: string): boolean =>
  path !== '' && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

const refuse = (path: string, why: string): never => {
  throw new ImageError('CONFLICT', `/${path} ${why}`, 'change what puts it there');
};

/**
 * Refuses what runtimes unpack differently: two entries of one path, an entry below a link or a file, a path that leaves
 * its folder, and names that delete files of lower layers.
 *
 * @throws ImageError which names the path
 */
export const checkEntries = (entries: readonly Entry[], below: readonly Entry[] = []): void => {
  const types = new Map(below.map(({ path, type }) => [path, type]));
  const seen = new Set<string>();
  for (const { path, type } of entries) {
    if (!isCanonical(path)) refuse(path, 'is no plain path inside the image');
    if (seen.has(path)) refuse(path, 'is there twice');
    if (path.split('/').some((part) => part.startsWith('.wh.'))) refuse(path, 'would delete a file of a lower layer');
    const lower = types.get(path);
    if (lower === 'link' && type === 'directory') refuse(path, 'is a directory above a link of a lower layer');
    seen.add(path);
    types.set(path, type);
  }
  for (const path of seen) {
    for (let parent = parentOf(path); parent !== ''; parent = parentOf(parent)) {
      const type = types.get(parent);
      if (type === 'link') refuse(path, `lies below the link /${parent}`);
      if (type === 'file') refuse(path, `lies below the file /${parent}`);
    }
  }
};
