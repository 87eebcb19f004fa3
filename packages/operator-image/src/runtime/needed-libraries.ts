import { ImageError } from '../image-error.ts';
import { bytesOf } from '../tar/content.ts';
import type { Entry } from '../tar/entry.ts';

const dynamicSection = 6;
const tag = { end: 0n, needed: 1n };

/**
 * The shared libraries that a 64-bit little-endian ELF file names as needed, in its order. Format: the ELF-64 object file
 * specification; sections are enough here, since nothing in the image is stripped of them.
 *
 * @throws ImageError when the bytes are no such file
 */
export const neededLibraries = (program: Uint8Array, origin: string): readonly string[] => {
  const bytes = Buffer.from(program.buffer, program.byteOffset, program.byteLength);
  if (bytes.length < 64 || bytes.toString('latin1', 0, 6) !== '\x7fELF\x02\x01')
    throw new ImageError('FORMAT', `${origin} is no 64-bit program`);
  const sections = Number(bytes.readBigUInt64LE(0x28));
  const sectionSize = bytes.readUInt16LE(0x3a);
  const section = (index: number) => {
    const at = sections + index * sectionSize;
    return {
      type: bytes.readUInt32LE(at + 4),
      offset: Number(bytes.readBigUInt64LE(at + 0x18)),
      size: Number(bytes.readBigUInt64LE(at + 0x20)),
      link: bytes.readUInt32LE(at + 0x28),
    };
  };
  const dynamic = Array.from({ length: bytes.readUInt16LE(0x3c) }, (_, index) => section(index)).find(
    ({ type }) => type === dynamicSection,
  );
  if (dynamic === undefined) return [];
  const names = section(dynamic.link);
  const found: string[] = [];
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += 16) {
    const kind = bytes.readBigUInt64LE(at);
    if (kind === tag.end) break;
    if (kind !== tag.needed) continue;
    const start = names.offset + Number(bytes.readBigUInt64LE(at + 8));
    found.push(bytes.toString('latin1', start, bytes.indexOf(0, start)));
  }
  return found;
};

const isElf = (content: Uint8Array): boolean =>
  content[0] === 0x7f && content[1] === 0x45 && content[2] === 0x4c && content[3] === 0x46;

/**
 * Checks that every library which a program of the image needs is in the image, so that a Node that is linked to one
 * more fails to build and not to start.
 *
 * @throws ImageError which names program and library
 */
export const checkLibraries = (entries: readonly Entry[]): void => {
  const names = new Set(entries.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
  for (const entry of entries) {
    if (entry.type !== 'file') continue;
    const content = bytesOf(entry.content);
    if (!isElf(content)) continue;
    for (const library of neededLibraries(content, `/${entry.path}`))
      if (!names.has(library))
        throw new ImageError(
          'MISSING',
          `/${entry.path} needs ${library}, which is not in the image`,
          'add it to src/debian/base-files.ts, and its package to src/debian/update-base.ts',
        );
  }
};
