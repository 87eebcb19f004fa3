import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isInside } from '../directory/symbolic-links.ts';
import { matchesGlob } from '../glob.ts';
import { substitute, type Variables } from '../source/substitution.ts';

/** Where value files are looked for. */
export interface ValueFileContext {
  /** Absolute. */
  readonly repository: string;
  /** Absolute: the chart's directory. */
  readonly directory: string;
  /** Sources that may be named as `$<ref>/…`, each with the absolute root of its repository. */
  readonly references: Readonly<Record<string, string>>;
  readonly variables: Variables;
}

/** A value file that cannot be used. */
export interface ValueFileFault {
  readonly code: 'remote-value-file' | 'out-of-bounds-path' | 'missing-value-file';
  readonly message: string;
}

type Resolved = { readonly path: string; readonly root: string } | { readonly fault: ValueFileFault };

const isGlob = (path: string): boolean => /[*?[]/.test(path);

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Follows links as far as the path exists. */
const followed = async (path: string): Promise<string> => realpath(path).catch(() => path);

/**
 * One entry as an absolute path: relative to the chart, from the root of the repository with a leading slash, or from
 * the root of a referenced source. Nothing outside of that repository is allowed, and no URL.
 */
export const resolveValueFile = async (entry: string, context: ValueFileContext): Promise<Resolved> => {
  const [, name, rest] = /^\$([^/]+)(\/.*)?$/.exec(entry) ?? [];
  const referenced = name === undefined ? undefined : context.references[name];
  const root = referenced ?? context.repository;
  const text = substitute(referenced === undefined ? entry : (rest ?? ''), context.variables);
  if (referenced === undefined && /^[a-z][a-z0-9+.-]*:/i.test(text)) {
    return {
      fault: { code: 'remote-value-file', message: `the value file ${entry} is a URL; nothing is fetched here` },
    };
  }
  const path = text.startsWith('/') ? resolve(root, `.${text}`) : resolve(context.directory, text);
  const realRoot = await followed(root);
  const real = await followed(path);
  const inside = isInside(root, path) && (isInside(realRoot, real) || real === path);
  if (!inside || path === root) {
    return { fault: { code: 'out-of-bounds-path', message: `the value file ${entry} lies outside the repository` } };
  }
  return { path, root };
};

const names = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder).catch(() => []);
  return entries.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
};

const isFolder = (path: string): Promise<boolean> =>
  lstat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );

/** A folder and all folders below it, each before those inside it. */
const foldersBelow = async (folder: string): Promise<readonly string[]> => {
  const found = [folder];
  for (const name of await names(folder)) {
    const path = join(folder, name);
    if (await isFolder(path)) found.push(...(await foldersBelow(path)));
  }
  return found;
};

/** The files that a glob stands for, `**` included: those of a folder before those of the folders inside it. */
export const expandGlob = async (pattern: string): Promise<readonly string[]> => {
  let found: readonly string[] = ['/'];
  for (const step of pattern.split('/').filter((part) => part !== '')) {
    const next: string[] = [];
    for (const folder of found) {
      if (step === '**') next.push(...(await foldersBelow(folder)));
      else if (!/[*?[{]/.test(step)) next.push(join(folder, step));
      else {
        const matching = (await names(folder)).filter((name) => matchesGlob(step, name, { separator: '/' }));
        next.push(...matching.map((name) => join(folder, name)));
      }
    }
    found = next;
  }
  const files: string[] = [];
  for (const path of found) if (await exists(path)) files.push(path);
  return [...new Set(files)];
};

/**
 * The value files of a source as absolute paths in the order in which Helm gets them. A file that is listed by name
 * keeps that place even if a glob matches it, too. The first fault ends it.
 */
export const valueFiles = async (
  entries: readonly string[],
  ignoreMissing: boolean,
  context: ValueFileContext,
): Promise<{ readonly paths: readonly string[]; readonly fault?: ValueFileFault }> => {
  const resolved = await Promise.all(entries.map((entry) => resolveValueFile(entry, context)));
  const listed = new Set(resolved.flatMap((each) => ('path' in each && !isGlob(each.path) ? [each.path] : [])));
  const paths = new Set<string>();
  for (const [index, each] of resolved.entries()) {
    if ('fault' in each) return { paths: [], fault: each.fault };
    const glob = isGlob(each.path);
    const found = glob ? await expandGlob(each.path) : (await exists(each.path)) ? [each.path] : [];
    if (found.length === 0 && !ignoreMissing) {
      const message = `the value file ${entries[index]} does not exist`;
      return { paths: [], fault: { code: 'missing-value-file', message } };
    }
    const realRoot = await followed(each.root);
    for (const path of found) {
      if (glob && !isInside(realRoot, await followed(path))) {
        const message = `the value file ${entries[index]} leads out of the repository by a link`;
        return { paths: [], fault: { code: 'out-of-bounds-path', message } };
      }
      if (!glob || !listed.has(path)) paths.add(path);
    }
  }
  return { paths: [...paths] };
};
