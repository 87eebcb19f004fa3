import type { Tree } from './tree.ts';

type Pattern = Readonly<Record<string, unknown>>;

/** A pattern of Go's `path.Match`, of which classes and escapes are left out; undefined for one that has them. */
const compile = (pattern: unknown): RegExp | undefined => {
  if (typeof pattern !== 'string' || /[[\]\\]/.test(pattern)) return undefined;
  const source = pattern
    .replace(/[.+^${}()|]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`);
};

/** Every folder that has a file at any depth, but for those whose name, or that of one above, begins with a dot. */
const foldersOf = ({ files }: Tree): readonly string[] => {
  const found = new Set<string>();
  for (const path of files.keys()) {
    const steps = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= steps.length && !steps[depth - 1]?.startsWith('.'); depth++)
      found.add(steps.slice(0, depth).join('/'));
  }
  return [...found];
};

/** The folders that a Git generator finds: those that match a pattern and none with `exclude`. */
export const matchingFolders = (patterns: readonly Pattern[], tree: Tree): readonly string[] | undefined => {
  const compiled = patterns.map(({ path, exclude }) => ({ expression: compile(path), isExcluding: exclude === true }));
  const known = compiled.flatMap(({ expression, isExcluding }) =>
    expression === undefined ? [] : [{ expression, isExcluding }],
  );
  if (known.length < compiled.length) return undefined;
  return foldersOf(tree).filter((folder) => {
    const matching = known.filter(({ expression }) => expression.test(folder));
    return matching.length > 0 && matching.every(({ isExcluding }) => !isExcluding);
  });
};
