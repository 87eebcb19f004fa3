import { gunzipSync } from 'node:zlib';
import xz from 'xz-decompress';
import { ImageError } from '../image-error.ts';
import { bytesOf } from '../tar/content.ts';
import type { Entry } from '../tar/entry.ts';
import { readTar } from '../tar/read-tar.ts';
import { readAr } from './ar.ts';
import { mergeUsr } from './merged-usr.ts';

/** What a `.deb` holds. */
export interface DebianPackage {
  /** The fields of its control file, `Package`, `Version`, `Source` and so on. */
  readonly control: Readonly<Record<string, string>>;
  /** `usr/lib/x86_64-linux-gnu/libc.so.6` and its MD5 sum, a line each, as dpkg keeps it. */
  readonly sums: string;
  readonly entries: readonly Entry[];
}

const unpackXz = async (compressed: Uint8Array): Promise<Uint8Array> => {
  const stream = new xz.XzReadableStream(new Blob([Buffer.from(compressed)]).stream());
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

const unpackers: Readonly<Record<string, (compressed: Uint8Array) => Uint8Array | Promise<Uint8Array>>> = {
  xz: unpackXz,
  gz: (compressed) => gunzipSync(compressed),
  tar: (plain) => plain,
};

const memberOf = async (
  members: ReadonlyMap<string, Uint8Array>,
  name: string,
  origin: string,
): Promise<readonly Entry[]> => {
  for (const [member, content] of members) {
    if (!member.startsWith(`${name}.tar`)) continue;
    const unpack = unpackers[member.split('.').at(-1) ?? ''];
    if (unpack === undefined)
      throw new ImageError('UNSUPPORTED', `${origin}: ${member} is compressed in an unknown way`);
    return readTar(await unpack(content), `${origin}, ${member}`);
  }
  throw new ImageError('FORMAT', `${origin} has no ${name}.tar`, 'fetch it again');
};

const textOf = (entries: readonly Entry[], path: string): string => {
  const entry = entries.find((candidate) => candidate.path === path);
  return entry?.type === 'file' ? new TextDecoder().decode(bytesOf(entry.content)) : '';
};

/** The fields that stand on one line; descriptions go on in lines that begin with a blank. */
const parseControl = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [, key, value] = /^([\w-]+): *(.*)$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value]];
    }),
  );

/**
 * Reads a Debian package without dpkg, with paths as they are on a system of today, where `/lib` is a link to `/usr/lib`.
 *
 * @param origin the file's name, for messages
 */
export const readPackage = async (archive: Uint8Array, origin: string): Promise<DebianPackage> => {
  const members = readAr(archive, origin);
  const control = await memberOf(members, 'control', origin);
  const entries = await memberOf(members, 'data', origin);
  return {
    control: parseControl(textOf(control, 'control')),
    sums: textOf(control, 'md5sums'),
    entries: mergeUsr(entries),
  };
};
