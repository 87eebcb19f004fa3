import { compareBytes } from '@wildermesser/manifest';
import type { Architecture } from '../architecture.ts';
import { ImageError } from '../image-error.ts';
import { bytesOf } from '../tar/content.ts';
import { type Entry, type FileEntry, type Owner, root } from '../tar/entry.ts';
import { withParents } from '../tar/with-parents.ts';
import { belongsToBase } from './base-files.ts';
import { type BaseLock, type LockedPackage, packagesFor, readLockedPackage } from './base-lock.ts';
import { certificateBundle } from './certificate-bundle.ts';
import { type DebianPackage, readPackage } from './read-package.ts';

/** The user that the image runs as. Numbers only: `runAsNonRoot` takes no names. */
export const user: Owner = { uid: 65532, gid: 65532 };

/** Where Node and OpenSSL look for certificate authorities. */
export const certificatesPath = 'etc/ssl/certs/ca-certificates.crt';

const text = (path: string, content: string): FileEntry => ({
  type: 'file',
  path,
  mode: 0o644,
  owner: root,
  content: new TextEncoder().encode(content),
});

/** What makes a user out of the number, and tells the C library where to look for users and hosts. */
const accounts: readonly Entry[] = [
  text(
    'etc/passwd',
    'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n',
  ),
  text('etc/group', 'root:x:0:\nnogroup:x:65534:\nnonroot:x:65532:\n'),
  text('etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n'),
  { type: 'directory', path: 'home/nonroot', mode: 0o700, owner: user },
  { type: 'directory', path: 'tmp', mode: 0o1777, owner: root },
];

/** Where scanners for vulnerabilities look in images without a package manager. */
const statusFiles = ({ control, sums }: DebianPackage, kept: ReadonlySet<string>): readonly Entry[] => {
  const name = control.Package ?? '';
  const lines = Object.entries(control)
    .filter(([key]) => ['Architecture', 'Maintainer', 'Package', 'Source', 'Version'].includes(key))
    .map(([key, value]) => `${key}: ${value}\n`);
  const ownSums = sums.split('\n').filter((line) => kept.has(line.replace(/^\S+\s+/, '')));
  return [
    text(`var/lib/dpkg/status.d/${name}`, lines.join('')),
    text(`var/lib/dpkg/status.d/${name}.md5sums`, ownSums.map((line) => `${line}\n`).join('')),
  ];
};

const unpacked = async (folder: string, locked: LockedPackage): Promise<DebianPackage> =>
  readPackage(readLockedPackage(folder, locked), `${locked.name}_${locked.version}_${locked.architecture}.deb`);

const sameContent = (a: Entry, b: Entry): boolean => {
  if (a.type === 'file' && b.type === 'file') return Buffer.compare(bytesOf(a.content), bytesOf(b.content)) === 0;
  return a.type === 'link' && b.type === 'link' && a.target === b.target;
};

/** Entries of several packages as one list; a path may come twice only when both are the same. */
const united = (entries: readonly Entry[]): readonly Entry[] => {
  const byPath = new Map<string, Entry>();
  for (const entry of entries) {
    const known = byPath.get(entry.path);
    if (known !== undefined && !sameContent(known, entry))
      throw new ImageError('CONFLICT', `two packages of the base have different files at /${entry.path}`);
    byPath.set(entry.path, entry);
  }
  return [...byPath.values()];
};

/**
 * The lowest layer: the C library and what else Node is linked to, certificate authorities, a user, licences.
 *
 * @param folder the package `operator-image`
 */
export const baseEntries = async (
  folder: string,
  lock: BaseLock,
  architecture: Architecture,
): Promise<readonly Entry[]> => {
  const packages = await Promise.all(packagesFor(lock, architecture).map((locked) => unpacked(folder, locked)));
  packages.sort((a, b) => compareBytes(a.control.Package ?? '', b.control.Package ?? ''));
  const files = united(
    packages.flatMap(({ entries }) =>
      // Directories are made anew: those of packages have owners and modes that nothing here needs.
      entries.filter(({ type, path }) => type !== 'directory' && belongsToBase(path, architecture)),
    ),
  ).map((entry): Entry => ({ ...entry, owner: root }));
  const kept = new Set(files.map(({ path }) => path));
  return withParents([
    ...files,
    ...packages.flatMap((each) => statusFiles(each, kept)),
    text(certificatesPath, certificateBundle(packages.flatMap(({ entries }) => entries))),
    ...accounts,
  ]);
};
