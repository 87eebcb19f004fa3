import { isBelow, type Tree } from './tree.ts';

/** Above this many files that differ, searching anew is cheaper than reading them. */
const readLimit = 500;

/**
 * Two trees that search their common files once: what one tree knows of a file holds for the same file in the other.
 * An expression has to mean the same to Git and to JavaScript.
 */
export const sharingSearches = (base: Tree, head: Tree): { readonly base: Tree; readonly head: Tree } => {
  const differing = [...head.files].flatMap(([path, { id }]) => (base.files.get(path)?.id === id ? [] : [path]));
  if (differing.length > readLimit) return { base, head };
  const known = new Map<string, Promise<readonly string[]>>();
  const searchBase: Tree['search'] = (expression, folder) => {
    const key = `${expression}\n${folder}`;
    const found = known.get(key) ?? base.search(expression, folder);
    known.set(key, found);
    return found;
  };
  const search: Tree['search'] = async (expression, folder) => {
    const candidates = differing.filter((path) => isBelow(path, folder));
    const [shared, texts] = await Promise.all([searchBase(expression, folder), head.read(candidates)]);
    const pattern = new RegExp(expression, 'm');
    const changed = new Set(differing);
    return [
      ...shared.filter((path) => head.files.has(path) && !changed.has(path)),
      ...candidates.filter((_, index) => pattern.test(texts[index]?.toString() ?? '')),
    ];
  };
  return { base: { ...base, search: searchBase }, head: { ...head, search } };
};
