import { extract } from 'tar-stream';
import { ImageError } from '../image-error.ts';
import type { Entry } from './entry.ts';

const canonical = (name: string): string => name.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');

/** Bits of a mode that change who somebody is when he runs a file. */
const setIdBits = 0o6000;

/**
 * The entries of a tar archive, with paths made plain; the root directory itself is left out.
 *
 * @param origin what the archive is, for messages
 * @throws ImageError for devices, hard links, and files that run as somebody else
 */
export const readTar = async (archive: Uint8Array, origin: string): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  const reader = extract();
  reader.end(archive);
  try {
    for await (const stream of reader) {
      const { name, type, mode = 0, uid = 0, gid = 0, linkname } = stream.header;
      const path = canonical(name);
      const chunks: Uint8Array[] = [];
      for await (const chunk of stream) chunks.push(chunk as Uint8Array);
      if (path === '') continue;
      const owner = { uid, gid };
      const refuse = (what: string): never => {
        throw new ImageError(
          'UNSUPPORTED',
          `${origin}: /${path} is ${what}`,
          'leave the file out, or extend the reader',
        );
      };
      if (type === 'directory') entries.push({ type, path, mode: mode & 0o7777, owner });
      else if (type === 'symlink') entries.push({ type: 'link', path, target: linkname ?? '', owner });
      else if (type !== 'file') refuse(`a ${type}`);
      else if ((mode & setIdBits) !== 0) refuse('a file that runs as its owner');
      else entries.push({ type, path, mode: mode & 0o777, owner, content: Buffer.concat(chunks) });
    }
  } catch (error) {
    if (error instanceof ImageError) throw error;
    throw new ImageError('FORMAT', `${origin} is no tar archive: ${(error as Error).message}`);
  }
  return entries;
};
