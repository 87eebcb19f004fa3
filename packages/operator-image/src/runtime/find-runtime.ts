import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ExecError, run } from '@wildermesser/exec';
import { extract } from 'tar-stream';
import type { Architecture } from '../architecture.ts';
import { ImageError } from '../image-error.ts';
import type { FileOnDisk } from '../tar/content.ts';
import type { LockedRuntime, RuntimeLock } from './runtime-lock.ts';

/** The files of Node that go into the image. */
export interface Runtime {
  readonly node: FileOnDisk;
  readonly license: Uint8Array;
}

const downloadSeconds = 300;
const cacheFolder = 'node_modules/.cache/platform/runtime';

const called = ({ package: name }: LockedRuntime, version: string): string => `${name}@${version}`;

/** The archive that `npm ci` left here, or else from the registry. */
const findArchive = async (
  workspace: string,
  locked: LockedRuntime,
  version: string,
  work: string,
): Promise<string> => {
  const fileName = `${locked.package}-${version}.tgz`;
  const kept = join(workspace, cacheFolder, fileName);
  if (existsSync(kept)) return kept;
  try {
    await run('npm', ['pack', called(locked, version), '--pack-destination', work, '--loglevel=error'], {
      cwd: work,
      timeoutSeconds: downloadSeconds,
    });
    return join(work, fileName);
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    const why = error.stderr.trim().split('\n')[0] ?? '';
    throw new ImageError(
      'MISSING',
      `${called(locked, version)}, which brings Node for the image, could not be fetched: ${why}`,
      'run npm ci where the npm registry can be reached',
    );
  }
};

const checkArchive = async (archive: string, locked: LockedRuntime, version: string): Promise<void> => {
  const digest = createHash('sha512');
  await pipeline(createReadStream(archive), digest);
  if (`sha512-${digest.digest('base64')}` !== locked.integrity)
    throw new ImageError(
      'CHECKSUM',
      `${called(locked, version)} is not the archive that was locked`,
      'try again; never change the lock by hand',
    );
};

/** Unpacks the two files that the image needs. As a stream: the program alone has more than a hundred megabytes. */
const unpack = async (archive: string, folder: string): Promise<void> => {
  const wanted = new Map([
    ['package/bin/node', join(folder, 'node')],
    ['package/LICENSE', join(folder, 'LICENSE')],
  ]);
  const reader = extract();
  const unpacking = pipeline(createReadStream(archive), createGunzip(), reader);
  for await (const entry of reader) {
    const path = wanted.get(entry.header.name);
    if (path === undefined) entry.resume();
    else await pipeline(entry, createWriteStream(path));
  }
  await unpacking;
};

/**
 * The folder with Node for an architecture other than this machine's, which npm would not install: fetched once, checked,
 * and kept beside the installed packages.
 *
 * @param workspace the root of the repository
 */
export const fetchRuntime = async (workspace: string, locked: LockedRuntime, version: string): Promise<string> => {
  const folder = join(workspace, cacheFolder, `${locked.package}-${version}-${locked.sha256.slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    const archive = await findArchive(workspace, locked, version, work);
    await checkArchive(archive, locked, version);
    await unpack(archive, work);
    rmSync(archive, { force: true });
    renameSync(work, folder);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    // Somebody else was quicker.
    if (!existsSync(folder)) throw error;
  }
  return folder;
};

/** The folder's files when Node is the program that was locked. */
const lockedRuntime = async (node: string, license: string, locked: LockedRuntime): Promise<Runtime | undefined> => {
  if (!existsSync(node)) return undefined;
  const digest = createHash('sha256');
  await pipeline(createReadStream(node), digest);
  if (digest.digest('hex') !== locked.sha256) return undefined;
  return { node: { file: node, size: statSync(node).size }, license: readFileSync(license) };
};

/**
 * Node for an architecture: from `node_modules`, from what `npm ci` fetched beside it, or else from the registry.
 *
 * @param workspace the root of the repository
 * @throws ImageError when it cannot be had, or is not what was locked
 */
export const findRuntime = async (
  workspace: string,
  { version, packages }: RuntimeLock,
  architecture: Architecture,
): Promise<Runtime> => {
  const locked = packages[architecture];
  const installed = join(workspace, 'node_modules', locked.package);
  const here = await lockedRuntime(join(installed, 'bin/node'), join(installed, 'LICENSE'), locked);
  if (here !== undefined) return here;
  const fetched = await fetchRuntime(workspace, locked, version);
  const runtime = await lockedRuntime(join(fetched, 'node'), join(fetched, 'LICENSE'), locked);
  if (runtime !== undefined) return runtime;
  throw new ImageError(
    'CHECKSUM',
    `Node of ${called(locked, version)} is not the program that was locked`,
    `remove ${cacheFolder} and run npm ci`,
  );
};
