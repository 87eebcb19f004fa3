import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Finding } from '@wildermesser/manifest';
import { matchesGlob } from '../glob.ts';
import type { DirectorySource } from '../source/application-source.ts';
import { decodeText } from './decode-text.ts';
import { isInside } from './symbolic-links.ts';

/** A file that a plain directory is made of. */
export interface ManifestFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the repository. */
  readonly file: string;
  readonly text: string;
}

const manifestName = /\.(yaml|yml|json|jsonnet)$/;

/** A file with this text anywhere in it is not read as manifests. */
export const skipMarker = '+argocd:skip-file-rendering';

/** Argo CD's default limit for all files of a plain directory that are not Jsonnet: `10M`, decimal. */
export const maximumBytes = 10_000_000;

/** Whether the settings of the source let a file in; `relativePath` starts at the directory. Exclude wins. */
export const isSelected = (relativePath: string, { include = '', exclude = '' }: DirectorySource): boolean =>
  (exclude === '' || !matchesGlob(exclude, relativePath)) && (include === '' || matchesGlob(include, relativePath));

const byBytes = (a: { name: string }, b: { name: string }): number =>
  Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));

type Resolved = { readonly size: number } | { readonly finding: Finding } | undefined;

/** What stands behind a name: a regular file, a link to one inside the repository, or something to leave out. */
const resolve = async (path: string, isLink: boolean, repository: string, file: string): Promise<Resolved> => {
  if (isLink) {
    const target = await realpath(path).catch(() => undefined);
    if (target === undefined) {
      const message = 'the target of the symbolic link is missing, so nothing is read from it';
      return { finding: { severity: 'warning', code: 'dangling-link', message, file } };
    }
    if (!isInside(repository, target)) {
      const message = 'the symbolic link leads out of the repository; Argo CD refuses the whole Application';
      return { finding: { severity: 'error', code: 'out-of-bounds-link', message, file } };
    }
  }
  const status = await stat(path);
  return status.isFile() ? { size: status.size } : undefined;
};

/** The files that Argo CD reads in a plain directory, in the order in which it reads them. */
export const manifestFiles = async (
  repository: string,
  directory: string,
  source: DirectorySource,
): Promise<{ readonly files: readonly ManifestFile[]; readonly findings: readonly Finding[] }> => {
  const files: ManifestFile[] = [];
  const findings: Finding[] = [];
  let bytes = 0;
  const walk = async (current: string): Promise<void> => {
    for (const entry of (await readdir(current, { withFileTypes: true })).sort(byBytes)) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (source.recurse === true) await walk(path);
        continue;
      }
      if (!manifestName.test(entry.name)) continue;
      const file = relative(repository, path);
      const resolved = await resolve(path, entry.isSymbolicLink(), repository, file);
      if (resolved === undefined) continue;
      if ('finding' in resolved) {
        findings.push(resolved.finding);
        continue;
      }
      if (!isSelected(relative(directory, path), source)) continue;
      const text = decodeText(await readFile(path));
      if (text.includes(skipMarker)) continue;
      if (!entry.name.endsWith('.jsonnet')) bytes += resolved.size;
      files.push({ path, file, text });
    }
  };
  await walk(directory);
  if (bytes > maximumBytes) {
    const message = `the manifest files have ${bytes} bytes together; Argo CD reads at most ${maximumBytes}`;
    const advice = 'split the directory into several Applications, or exclude files that are no manifests';
    findings.push({
      severity: 'error',
      code: 'directory-too-large',
      message,
      advice,
      file: relative(repository, directory),
    });
  }
  return { files, findings };
};
