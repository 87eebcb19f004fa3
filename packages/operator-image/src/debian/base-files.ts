import type { Architecture } from '../architecture.ts';
import { multiarchFolder } from '../architecture.ts';

/** The libraries that Node loads, with what the C library loads at run time to look up users and hosts. */
const libraries = [
  'libatomic.so.1',
  'libc.so.6',
  'libdl.so.2',
  'libgcc_s.so.1',
  'libm.so.6',
  'libmvec.so.1',
  'libnss_dns.so.2',
  'libnss_files.so.2',
  'libpthread.so.0',
  'libresolv.so.2',
  'librt.so.1',
  'libstdc++.so.6',
];

const loader: Readonly<Record<Architecture, string>> = {
  amd64: 'ld-linux-x86-64.so.2',
  arm64: 'ld-linux-aarch64.so.1',
};

/** A versioned name that the name above links to: `libstdc++.so.6.0.33`. */
const isLibrary = (name: string): boolean =>
  libraries.some(
    (library) => name === library || (name.startsWith(`${library}.`) && /^[\d.]+$/.test(name.slice(library.length))),
  );

/** The links of a system of today, whichever package makes them. */
const rootLinks = new Set(['bin', 'lib', 'lib64', 'sbin']);

const isNotice = (path: string): boolean =>
  /^usr\/share\/doc\/[^/]+\/copyright$/.test(path) || path.startsWith('usr/share/common-licenses/');

/**
 * Which files of Debian's packages the image holds: what Node needs to run, and the licences of that. No shell, no package
 * manager, no locale data, no character conversions.
 */
export const belongsToBase = (path: string, architecture: Architecture): boolean => {
  if (rootLinks.has(path) || isNotice(path)) return true;
  if (path === 'etc/os-release' || path === 'usr/lib/os-release' || path === 'etc/debian_version') return true;
  const folder = `usr/lib/${multiarchFolder[architecture]}/`;
  if (path.startsWith(folder)) {
    const name = path.slice(folder.length);
    return isLibrary(name) || name === loader[architecture];
  }
  return path === `usr/lib/${loader[architecture]}` || path === `usr/lib64/${loader[architecture]}`;
};
