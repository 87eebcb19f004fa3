import type { Entry } from '../tar/entry.ts';

const merged = /^(bin|lib|lib32|lib64|libx32|sbin)(?=\/)/;

/**
 * Moves what a package still ships in `/lib` to `/usr/lib`, and so on. A file below `lib/` in a layer would turn the link
 * `/lib` into a directory when the layer is unpacked.
 */
export const mergeUsr = (entries: readonly Entry[]): readonly Entry[] =>
  entries.map((entry) => ({ ...entry, path: entry.path.replace(merged, 'usr/$1') }));
