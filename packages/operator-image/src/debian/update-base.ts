import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareBytes } from '@wildermesser/manifest';
import { type Architecture, architectures } from '../architecture.ts';
import { ImageError } from '../image-error.ts';
import { sha256 } from '../sha256.ts';
import { type BaseLock, baseLockPath, blobPath, type LockedPackage, readBaseLock } from './base-lock.ts';
import { apt, privateApt, suite } from './private-apt.ts';

/** What Node is linked to, and what a client of HTTPS needs. libatomic1 is for Node 26 and newer. */
const perArchitecture = ['base-files', 'gcc-14-base', 'libatomic1', 'libc6', 'libgcc-s1', 'libstdc++6'];
const forAll = ['ca-certificates'];

interface Candidate extends LockedPackage {
  readonly fileName: string;
}

/** A line of `apt-get --print-uris download`: `'uri' file size SHA256:sum`. */
const candidateOf = (line: string): Candidate | undefined => {
  const [, uri, fileName = '', size, digest = ''] = /^'([^']+)' (\S+) (\d+) SHA256:([0-9a-f]{64})$/.exec(line) ?? [];
  if (uri === undefined) return undefined;
  const [name = '', version = '', architecture = ''] = fileName.replace(/\.deb$/, '').split('_');
  return {
    name,
    version: decodeURIComponent(version),
    architecture: architecture as Architecture | 'all',
    pool: decodeURIComponent(uri.slice(uri.indexOf('/pool/') + 1)),
    size: Number(size),
    sha256: digest,
    fileName,
  };
};

/** The signed index of each suite: when it was made, and what it was. */
const releases = (lists: string): Pick<BaseLock, 'release' | 'released'> => {
  const signed = readdirSync(lists)
    .filter((name) => name.endsWith('_InRelease'))
    .sort(compareBytes);
  const texts = signed.map((name) => readFileSync(join(lists, name), 'utf8'));
  const dates = texts.map((text) => new Date(/^Date: (.+)$/m.exec(text)?.[1] ?? Number.NaN).toISOString());
  return {
    released: dates.toSorted(compareBytes).at(-1) ?? '',
    release: Object.fromEntries(
      signed.map((name, index) => [/_dists_(.+)_InRelease$/.exec(name)?.[1] ?? name, sha256(texts[index] ?? '')]),
    ),
  };
};

/** What an update changed: `libc6 amd64 2.41-12 → 2.41-13`. */
export interface BaseUpdate {
  readonly changes: readonly string[];
}

const named = ({ name, architecture }: LockedPackage): string => `${name} ${architecture}`;

const changesBetween = (old: readonly LockedPackage[], current: readonly LockedPackage[]): readonly string[] => {
  const before = new Map(old.map((each) => [named(each), each.version]));
  const after = new Map(current.map((each) => [named(each), each.version]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort(compareBytes)
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => `${key} ${before.get(key) ?? 'none'} → ${after.get(key) ?? 'none'}`);
};

const lockIfAny = (folder: string): readonly LockedPackage[] => {
  try {
    return readBaseLock(folder).packages;
  } catch {
    return [];
  }
};

/**
 * Locks the newest packages of Debian's suite and keeps their files in the repository, so that the same image can be
 * built when the mirrors have them no more. Signatures are apt's business here; afterwards the checksums are the anchor.
 * Nothing is changed unless everything was fetched.
 */
export const updateBase = async (folder: string): Promise<BaseUpdate> => {
  const work = mkdtempSync(join(tmpdir(), 'base-'));
  try {
    const options = await privateApt(work);
    await apt('apt-get', [...options, 'update']);
    const wanted = [
      ...perArchitecture.flatMap((name) => architectures.map((architecture) => `${name}:${architecture}`)),
      ...forAll,
    ];
    const printed = await apt('apt-get', [...options, '--print-uris', 'download', ...wanted]);
    const candidates = printed.split('\n').flatMap((line) => candidateOf(line) ?? []);
    if (candidates.length !== wanted.length)
      throw new ImageError('MISSING', `apt offers ${candidates.length} of ${wanted.length} packages of ${suite}`);
    await apt('apt-get', [...options, 'download', ...wanted], work);
    const fetched = candidates.map((candidate) => {
      const content = readFileSync(join(work, candidate.fileName));
      if (sha256(content) !== candidate.sha256)
        throw new ImageError(
          'CHECKSUM',
          `${candidate.fileName} is not what the mirror’s index promises`,
          'try again later',
        );
      return content;
    });
    const packages = candidates
      .map(({ fileName: _, ...locked }) => locked)
      .sort((a, b) => compareBytes(named(a), named(b)));
    const changes = changesBetween(lockIfAny(folder), packages);
    mkdirSync(join(folder, 'base/blobs'), { recursive: true });
    for (const [index, candidate] of candidates.entries())
      writeWhole(join(folder, blobPath(candidate)), fetched[index] ?? '');
    const lock: BaseLock = { suite, ...releases(join(work, 'lists')), packages };
    writeWhole(join(folder, baseLockPath), `${JSON.stringify(lock, undefined, 2)}\n`);
    const kept = new Set(packages.map((each) => blobPath(each)));
    for (const name of readdirSync(join(folder, 'base/blobs')))
      if (!kept.has(`base/blobs/${name}`)) rmSync(join(folder, 'base/blobs', name));
    return { changes };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

const writeWhole = (path: string, content: string | Uint8Array): void => {
  writeFileSync(`${path}.partial`, content);
  renameSync(`${path}.partial`, path);
};
