import { posix } from 'node:path';

/** A relative import whose target lies outside the package of the file. */
export interface LeavingImport {
  /** Relative to the workspace, like `target`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly target: string;
}

const specifier = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]*)\1/g;

const packageOf = (path: string): string => path.split('/').slice(0, 2).join('/');

/**
 * The relative imports of one file that leave its package. A package is a folder of `packages`, `apps` or `tools`.
 *
 * @param file relative to the workspace, with slashes
 * @param source its text
 */
export const leavingImports = (file: string, source: string): LeavingImport[] =>
  [...source.matchAll(specifier)]
    .map((match) => ({
      file,
      line: source.slice(0, match.index).split('\n').length,
      target: posix.join(posix.dirname(file), match[2] ?? ''),
    }))
    .filter(({ target }) => packageOf(target) !== packageOf(file));
