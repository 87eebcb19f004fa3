import { createHash } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { Gzip } from 'fflate';
import type { Entry } from '../tar/entry.ts';
import { writeTar } from '../tar/write-tar.ts';
import type { LayerName, StoredLayer } from './layer.ts';

/** The compressor is fed with pieces of this size: where it cuts decides about its output. */
const pieceSize = 1 << 18;

/** Where the gzip header says which system compressed it (RFC 1952): 255 is unknown. */
const systemByte = 9;

/** The same bytes in pieces of one size. Each lies in the same memory as the one before. */
function* pieces(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  const piece = new Uint8Array(pieceSize);
  let filled = 0;
  for (const chunk of chunks) {
    for (let start = 0; start < chunk.length; ) {
      const taken = chunk.subarray(start, start + pieceSize - filled);
      piece.set(taken, filled);
      filled += taken.length;
      start += taken.length;
      if (filled < pieceSize) continue;
      yield piece;
      filled = 0;
    }
  }
  yield piece.subarray(0, filled);
}

/**
 * Writes entries as a layer to `path`: a canonical tar archive, compressed by a library in JavaScript whose version is
 * pinned, since no zlib promises the same bytes tomorrow. Never leaves half a file at `path`.
 */
export const compressLayer = (name: LayerName, entries: readonly Entry[], path: string): StoredLayer => {
  const partial = `${path}.${process.pid}.partial`;
  const plain = createHash('sha256');
  const compressed = createHash('sha256');
  let size = 0;
  const file = openSync(partial, 'w', 0o644);
  try {
    const gzip = new Gzip({ level: 6, mtime: 0 }, (chunk) => {
      if (size === 0) chunk[systemByte] = 255;
      compressed.update(chunk);
      for (let written = 0; written < chunk.length; ) written += writeSync(file, chunk, written);
      size += chunk.length;
    });
    for (const piece of pieces(writeTar(entries))) {
      plain.update(piece);
      gzip.push(piece, false);
    }
    gzip.push(new Uint8Array(0), true);
    closeSync(file);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  return { name, digest: `sha256:${compressed.digest('hex')}`, size, diffId: `sha256:${plain.digest('hex')}`, path };
};
