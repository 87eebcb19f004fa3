import { ImageError } from '../image-error.ts';

const magic = '!<arch>\n';
const headerSize = 60;

/**
 * The members of an `ar` archive, which a Debian package is. Format: ar(5); names are at most 16 bytes there.
 *
 * @throws ImageError when the bytes are no such archive
 */
export const readAr = (archive: Uint8Array, origin: string): ReadonlyMap<string, Uint8Array> => {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const fault = (): ImageError => new ImageError('FORMAT', `${origin} is no Debian package`, 'fetch it again');
  if (bytes.toString('latin1', 0, magic.length) !== magic) throw fault();
  const members = new Map<string, Uint8Array>();
  for (let offset = magic.length; offset + headerSize <= bytes.length; ) {
    const name = bytes
      .toString('latin1', offset, offset + 16)
      .trim()
      .replace(/\/$/, '');
    const size = Number(bytes.toString('latin1', offset + 48, offset + 58).trim());
    const start = offset + headerSize;
    if (!Number.isSafeInteger(size) || start + size > bytes.length) throw fault();
    members.set(name, bytes.subarray(start, start + size));
    // Members begin at even offsets.
    offset = start + size + (size % 2);
  }
  return members;
};
