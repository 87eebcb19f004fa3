import { chmodSync, chownSync, closeSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { compareBytes } from '@wildermesser/manifest';
import { chunksOf } from '../tar/content.ts';
import type { Entry } from '../tar/entry.ts';

/** Writes entries below `folder` with their modes and owners, which needs root. Parents come first, by sorting. */
export const unpackEntries = (entries: readonly Entry[], folder: string): void => {
  const unique = new Map(entries.map((entry) => [entry.path, entry])).values();
  for (const entry of [...unique].sort((a, b) => compareBytes(a.path, b.path))) {
    const path = join(folder, entry.path);
    if (entry.type === 'link') {
      symlinkSync(entry.target, path);
      continue;
    }
    if (entry.type === 'directory') mkdirSync(path, { recursive: true });
    else {
      const file = openSync(path, 'w');
      for (const chunk of chunksOf(entry.content))
        for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
      closeSync(file);
    }
    chownSync(path, entry.owner.uid, entry.owner.gid);
    chmodSync(path, entry.mode);
  }
};
