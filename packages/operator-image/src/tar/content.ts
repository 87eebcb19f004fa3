import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** A file on disk that is too large to be held in memory. It must not change while it is used. */
export interface FileOnDisk {
  readonly file: string;
  /** Bytes. */
  readonly size: number;
}

/** What a file of an image holds. */
export type Content = FileOnDisk | Uint8Array;

const chunkSize = 1 << 18;

const isOnDisk = (content: Content): content is FileOnDisk => 'file' in content;

export const sizeOf = (content: Content): number => (isOnDisk(content) ? content.size : content.length);

export const bytesOf = (content: Content): Uint8Array => (isOnDisk(content) ? readFileSync(content.file) : content);

/** The content in pieces, each of which lies in the same memory as the one before. */
export function* chunksOf(content: Content): Generator<Uint8Array> {
  if (!isOnDisk(content)) {
    yield content;
    return;
  }
  const file = openSync(content.file, 'r');
  try {
    const chunk = new Uint8Array(chunkSize);
    for (let rest = content.size; rest > 0; ) {
      const read = readSync(file, chunk, 0, Math.min(rest, chunkSize), null);
      if (read === 0) throw new Error(`${content.file} became shorter while it was read`);
      yield chunk.subarray(0, read);
      rest -= read;
    }
  } finally {
    closeSync(file);
  }
}
