import { isBelow, type Tree } from './tree.ts';

/** Above this many files that differ, searching anew is cheaper than reading them. */
const readLimit = 500;

/** Paths of `tree` that `other` does not have, or has with another content. */
const differingFrom = (tree: Tree, other: Tree): readonly string[] =>
  [...tree.files].flatMap(([path, { id }]) => (other.files.get(path)?.id === id ? [] : [path]));

/** Searches once, however often it is asked. */
const remembering = (search: Tree['search']): Tree['search'] => {
  const known = new Map<string, Promise<readonly string[]>>();
  return (expression, folder) => {
    const key = `${expression}\n${folder}`;
    const found = known.get(key) ?? search(expression, folder);
    known.set(key, found);
    return found;
  };
};

/** Searches only the files of `tree` that differ from the other one, which has been searched. */
const searchingRest = (tree: Tree, differing: readonly string[], searchOther: Tree['search']): Tree['search'] => {
  const changed = new Set(differing);
  return async (expression, folder) => {
    const candidates = differing.filter((path) => isBelow(path, folder));
    const [shared, texts] = await Promise.all([searchOther(expression, folder), tree.read(candidates)]);
    const pattern = new RegExp(expression, 'm');
    return [
      ...shared.filter((path) => tree.files.has(path) && !changed.has(path)),
      ...candidates.filter((_, index) => pattern.test(texts[index]?.toString() ?? '')),
    ];
  };
};

/** Up to this many files are read from the disk sooner than a process of Git is started for them. */
const diskLimit = 300;

/** Reads files of a commit that are the same in a folder from there. */
const readingSame =
  (commit: Tree, folder: Tree): Tree['read'] =>
  async (paths) => {
    const isSame = (path: string): boolean => folder.files.get(path)?.id === commit.files.get(path)?.id;
    const same = paths.filter(isSame);
    if (same.length > diskLimit) return commit.read(paths);
    const others = paths.filter((path) => !isSame(path));
    const [onDisk, unpacked] = await Promise.all([folder.read(same), commit.read(others)]);
    const contents = new Map([
      ...same.map((path, index) => [path, onDisk[index]] as const),
      ...others.map((path, index) => [path, unpacked[index]] as const),
    ]);
    return paths.map((path) => contents.get(path) ?? Buffer.alloc(0));
  };

/**
 * Two trees that search their common files once: what one tree knows of a file holds for the same file in the other.
 * An expression has to mean the same to Git and to JavaScript.
 */
export const sharingSearches = (base: Tree, head: Tree): { readonly base: Tree; readonly head: Tree } => {
  // What lies on the disk need not be unpacked first.
  const isHeadCheap = head.folder !== undefined && base.folder === undefined;
  const [searched, rest] = isHeadCheap ? [head, { ...base, read: readingSame(base, head) }] : [base, head];
  const differing = differingFrom(rest, searched);
  if (differing.length > readLimit) return { base, head };
  const search = remembering(searched.search);
  const both = [
    { ...searched, search },
    { ...rest, search: searchingRest(rest, differing, search) },
  ] as const;
  return isHeadCheap ? { base: both[1], head: both[0] } : { base: both[0], head: both[1] };
};
