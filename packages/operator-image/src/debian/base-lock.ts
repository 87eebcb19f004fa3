import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Architecture } from '../architecture.ts';
import { ImageError } from '../image-error.ts';
import { sha256 } from '../sha256.ts';

/** One `.deb` of the base, by name and content. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** `all` for packages that are the same on every machine. */
  readonly architecture: Architecture | 'all';
  /** Below the root of a Debian mirror, for people who want to see where it came from. */
  readonly pool: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** `base/base.lock.json`: exactly which files of Debian the image is made of. */
export interface BaseLock {
  /** `trixie`. */
  readonly suite: string;
  /** When Debian published the state that was locked, ISO 8601 in UTC: the only date in the image. */
  readonly released: string;
  /** SHA-256 of the signed index of that state, by suite. */
  readonly release: Readonly<Record<string, string>>;
  readonly packages: readonly LockedPackage[];
}

export const baseLockPath = 'base/base.lock.json';
export const blobPath = ({ sha256: digest }: LockedPackage): string => `base/blobs/${digest}.deb`;

export const readBaseLock = (folder: string): BaseLock =>
  JSON.parse(readFileSync(join(folder, baseLockPath), 'utf8')) as BaseLock;

/** The packages that go into the image of an architecture, in the order of the lock. */
export const packagesFor = ({ packages }: BaseLock, architecture: Architecture): readonly LockedPackage[] =>
  packages.filter((each) => each.architecture === architecture || each.architecture === 'all');

const updateAdvice = 'restore it from Git, or run ./platform image update-base';

/**
 * The bytes of a locked package, from the repository.
 *
 * @throws ImageError when the file is missing, or is not the one that was locked
 */
export const readLockedPackage = (folder: string, locked: LockedPackage): Uint8Array => {
  const path = join(folder, blobPath(locked));
  const called = `${locked.name} ${locked.version} (${locked.architecture})`;
  let content: Uint8Array;
  try {
    content = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new ImageError(
      'MISSING',
      `the package ${called} is locked, but ${blobPath(locked)} is not there`,
      updateAdvice,
    );
  }
  const found = sha256(content);
  if (found === locked.sha256) return content;
  throw new ImageError(
    'CHECKSUM',
    `${blobPath(locked)} is not the package ${called} that was locked: its SHA-256 is ${found}`,
    updateAdvice,
  );
};
