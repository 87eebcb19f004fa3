import type { Content } from './content.ts';

/** Who owns an entry, by number only: an image has no use for the names of the machine that built it. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export const root: Owner = { uid: 0, gid: 0 };

interface Located {
  /** Below `/`, without a leading or trailing slash: `usr/lib/os-release`. */
  readonly path: string;
  readonly owner: Owner;
}

export interface DirectoryEntry extends Located {
  readonly type: 'directory';
  /** Permission bits, `0o755`. */
  readonly mode: number;
}

export interface FileEntry extends Located {
  readonly type: 'file';
  readonly mode: number;
  readonly content: Content;
}

/** A symbolic link. */
export interface LinkEntry extends Located {
  readonly type: 'link';
  readonly target: string;
}

/** What a layer of an image can hold. Devices, hard links and extended attributes are refused where files are read. */
export type Entry = DirectoryEntry | FileEntry | LinkEntry;
