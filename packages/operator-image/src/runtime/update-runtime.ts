import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ExecError, run } from '@wildermesser/exec';
import { compareBytes } from '@wildermesser/manifest';
import { type Architecture, architectures, hostArchitecture, nodeArchitecture } from '../architecture.ts';
import { ImageError } from '../image-error.ts';
import { sha256 } from '../sha256.ts';
import { bytesOf } from '../tar/content.ts';
import { readTar } from '../tar/read-tar.ts';
import { type LockedRuntime, type RuntimeLock, runtimeLockPath } from './runtime-lock.ts';

const packageOf = (architecture: Architecture): string => `node-linux-${nodeArchitecture[architecture]}`;

const npm = async (args: readonly string[], cwd: string): Promise<string> => {
  try {
    return (await run('npm', [...args, '--loglevel=error'], { cwd, timeoutSeconds: 300 })).stdout;
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    throw new ImageError(
      'MISSING',
      `npm ${args.join(' ')} failed: ${error.stderr.trim()}`,
      'check the version and the registry',
    );
  }
};

interface Fetched {
  readonly locked: LockedRuntime;
  readonly node: Uint8Array;
}

const fetchPackage = async (architecture: Architecture, version: string, work: string): Promise<Fetched> => {
  const name = packageOf(architecture);
  const integrity = (await npm(['view', `${name}@${version}`, 'dist.integrity'], work)).trim();
  await npm(['pack', `${name}@${version}`], work);
  const archive = readFileSync(join(work, `${name}-${version}.tgz`));
  if (`sha512-${hash('sha512', archive, 'base64')}` !== integrity)
    throw new ImageError('CHECKSUM', `${name}@${version} is not what the registry promises`, 'try again later');
  const node = (await readTar(gunzipSync(archive), name)).find(({ path }) => path === 'package/bin/node');
  if (node?.type !== 'file') throw new ImageError('FORMAT', `${name}@${version} has no bin/node`);
  const content = bytesOf(node.content);
  return { locked: { package: name, integrity, sha256: sha256(content) }, node: content };
};

/** Asks the program itself what it is made of. */
const vendoredBy = async (node: Uint8Array, work: string): Promise<Readonly<Record<string, string>>> => {
  const path = join(work, 'node');
  writeFileSync(path, node, { mode: 0o755 });
  const { stdout } = await run(path, ['--print', 'JSON.stringify(process.versions)'], { env: {} });
  const { node: _, modules: __, napi: ___, ...vendored } = JSON.parse(stdout) as Record<string, string>;
  // A library that this build leaves out has an empty version.
  const present = Object.entries(vendored).filter(([, each]) => each !== '');
  return Object.fromEntries(present.sort(([a], [b]) => compareBytes(a, b)));
};

/**
 * Locks a version of Node that is there for all architectures, with checksums of the npm packages and of the programs.
 *
 * @param folder the package `operator-image`
 */
export const updateRuntime = async (folder: string, version: string): Promise<RuntimeLock> => {
  const work = mkdtempSync(join(tmpdir(), 'runtime-'));
  try {
    const host = hostArchitecture();
    if (host === undefined)
      throw new ImageError('UNSUPPORTED', 'Node for the image can be locked on x64 and arm64 only');
    const fetched = new Map<Architecture, Fetched>();
    for (const architecture of architectures)
      fetched.set(architecture, await fetchPackage(architecture, version, work));
    const entries = [...fetched].map(([architecture, { locked }]) => [architecture, locked] as const);
    const lock: RuntimeLock = {
      version,
      vendored: await vendoredBy(fetched.get(host)?.node ?? new Uint8Array(), work),
      packages: Object.fromEntries(entries) as Record<Architecture, LockedRuntime>,
    };
    const path = join(folder, runtimeLockPath);
    writeFileSync(`${path}.partial`, `${JSON.stringify(lock, undefined, 2)}\n`);
    renameSync(`${path}.partial`, path);
    return lock;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};
