import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** What the system knows about a file without reading it: that nobody wrote to it shows in all of these together. */
export type FileStamp = readonly [bytes: number, modifiedMs: number, changedMs: number, inode: number];

/** A file as it was seen: its SHA-256, and its stamp, null when that could not be trusted yet. */
export type SeenFile = readonly [path: string, sha256: string, stamp: FileStamp | null];

/** The coarsest file systems count in steps of two seconds: within one, a file can change and keep its stamp. */
const settledAfterMs = 2000;

/** The stamp of a file; undefined when there is none at that path. */
export const stampOf = (file: string): FileStamp | undefined => {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() ? [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino] : undefined;
};

/**
 * Whether every later change of the file will show in its stamp, and none was made after `moment` or just before: by
 * the time of change, which the system sets and nobody else can.
 */
export const isSettled = ([, , changedMs]: FileStamp, moment: number): boolean => changedMs + settledAfterMs < moment;

/** Whether two stamps are the same. */
export const sameStamp = (a: FileStamp | null, b: FileStamp): boolean =>
  a !== null && a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];

/** The SHA-256 of a file; undefined when it cannot be read. */
export const hashOf = (file: string): string | undefined => {
  try {
    return hash('sha256', readFileSync(file));
  } catch {
    return undefined;
  }
};

/** How a file compares with what was seen: the same by its stamp, or `touched`, the same by its content alone. */
export type Look = 'same' | 'touched' | 'changed';

export const look = (file: string, sha256: string, seen: FileStamp | null): Look => {
  const stamp = stampOf(file);
  if (stamp === undefined) return 'changed';
  if (sameStamp(seen, stamp)) return 'same';
  return hashOf(file) === sha256 ? 'touched' : 'changed';
};

/** The worst of several looks; looks no further than the first change. */
export const lookAtAll = <Item>(items: readonly Item[], lookAt: (item: Item) => Look): Look => {
  let worst: Look = 'same';
  for (const item of items) {
    const one = lookAt(item);
    if (one === 'changed') return one;
    if (one === 'touched') worst = one;
  }
  return worst;
};

/** The stamp to keep of a file that was the same after `startedMs`; null when it could change again without showing it. */
export const trustedStamp = (file: string, startedMs: number): FileStamp | null => {
  const stamp = stampOf(file);
  return stamp !== undefined && isSettled(stamp, startedMs) ? stamp : null;
};
