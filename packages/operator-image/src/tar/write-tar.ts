import { compareBytes } from '@wildermesser/manifest';
import { checkEntries } from './check-entries.ts';
import { chunksOf, sizeOf } from './content.ts';
import type { Entry } from './entry.ts';

const blockSize = 512;
/** The longest path that fits the plain header; longer ones get a PAX record in front. */
const nameLength = 100;

const encoder = new TextEncoder();

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;

const put = (block: Uint8Array, offset: number, text: string): void => {
  block.set(encoder.encode(text), offset);
};

interface Header {
  readonly name: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly type: '0' | '2' | '5' | 'x';
  readonly linkName: string;
}

/** A ustar header. The modification time is 0 for all: nothing in an image may depend on when it was built. */
const headerBlock = ({ name, mode, uid, gid, size, type, linkName }: Header): Uint8Array => {
  const block = new Uint8Array(blockSize);
  put(block, 0, name);
  put(block, 100, octal(mode, 8));
  put(block, 108, octal(uid, 8));
  put(block, 116, octal(gid, 8));
  put(block, 124, octal(size, 12));
  put(block, 136, octal(0, 12));
  put(block, 148, ' '.repeat(8));
  put(block, 156, type);
  put(block, 157, linkName);
  put(block, 257, 'ustar\0');
  put(block, 263, '00');
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(block, 148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
};

const padding = (size: number): Uint8Array => new Uint8Array((blockSize - (size % blockSize)) % blockSize);

/** One PAX record: its length counts itself. */
const record = (key: string, value: string): string => {
  const rest = encoder.encode(` ${key}=${value}\n`).length;
  let length = rest + String(rest).length;
  if (rest + String(length).length !== length) length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
};

const isLong = (text: string): boolean => encoder.encode(text).length > nameLength;

function* paxBlocks(path: string, target: string): Generator<Uint8Array> {
  const records = `${isLong(path) ? record('path', path) : ''}${isLong(target) ? record('linkpath', target) : ''}`;
  if (records === '') return;
  const content = encoder.encode(records);
  yield headerBlock({ name: 'pax', mode: 0o644, uid: 0, gid: 0, size: content.length, type: 'x', linkName: '' });
  yield content;
  yield padding(content.length);
}

const shortened = (text: string): string => (isLong(text) ? '' : text);

function* entryBlocks(entry: Entry): Generator<Uint8Array> {
  const { uid, gid } = entry.owner;
  const name = entry.type === 'directory' ? `${entry.path}/` : entry.path;
  const target = entry.type === 'link' ? entry.target : '';
  yield* paxBlocks(name, target);
  const header = { name: shortened(name), uid, gid, linkName: shortened(target) };
  if (entry.type === 'directory') yield headerBlock({ ...header, mode: entry.mode, size: 0, type: '5' });
  else if (entry.type === 'link') yield headerBlock({ ...header, mode: 0o777, size: 0, type: '2' });
  else {
    const size = sizeOf(entry.content);
    yield headerBlock({ ...header, mode: entry.mode, size, type: '0' });
    yield* chunksOf(entry.content);
    yield padding(size);
  }
}

/**
 * A tar archive of `entries` in chunks of any size: ustar, sorted by path as bytes, PAX records only for paths over 100
 * bytes, no times, no names of owners. Equal entries make equal bytes, in whatever order they come.
 *
 * @throws ImageError when two entries share a path, or one lies below something that is no directory
 */
export function* writeTar(entries: readonly Entry[]): Generator<Uint8Array> {
  checkEntries(entries);
  const sorted = entries.toSorted((a, b) => compareBytes(a.path, b.path));
  for (const entry of sorted) yield* entryBlocks(entry);
  yield new Uint8Array(2 * blockSize);
}
