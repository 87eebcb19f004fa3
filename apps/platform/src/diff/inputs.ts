import { posix } from 'node:path';
import type { OutwardReferences } from './outward-references.ts';
import type { Source } from './source.ts';
import type { Tree } from './tree.ts';

/** The files of a tree by folder: those below one stand together, since paths are sorted. */
export interface TreeIndex {
  readonly paths: readonly string[];
  /** Paths of the files at or below a path. */
  readonly below: (path: string) => readonly string[];
}

/** Indexes a tree for looking up folders. */
export const indexTree = ({ files }: Tree): TreeIndex => {
  const paths = [...files.keys()];
  const firstAtLeast = (text: string): number => {
    let [low, high] = [0, paths.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((paths[middle] ?? '') < text) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    paths,
    below: (path) => {
      if (path === '') return paths;
      const own = files.has(path) ? [path] : [];
      // The character behind the slash ends the folder.
      return [...own, ...paths.slice(firstAtLeast(`${path}/`), firstAtLeast(`${path}0`))];
    },
  };
};

/** The folders that a folder's files reach for, and those that these reach for. */
const closure = (starts: readonly string[], references: OutwardReferences): readonly string[] => {
  const found = new Set<string>();
  const waiting = [...starts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const inside = path === '' ? '' : `${path}/`;
    for (const [folder, targets] of references)
      if (folder === path || folder.startsWith(inside)) waiting.push(...targets);
  }
  return [...found];
};

const parents = (path: string): readonly string[] => {
  const folder = posix.dirname(path);
  return folder === '.' || folder === '' ? [] : [folder];
};

/** Every file that a source is made of, sorted. */
export const inputFiles = (source: Source, index: TreeIndex, references: OutwardReferences): readonly string[] => {
  const needed = closure([...source.paths, ...source.extraPaths], references);
  // A file that is reached for may be the folder's own, which is read whole.
  const folders = needed.flatMap((path) => (index.below(path).length === 0 ? parents(path) : [path]));
  const files = new Set(folders.flatMap((path) => index.below(path)));
  return [...files].filter(source.isInput).sort();
};

/** A text that is equal when a source is made of the same files and the same settings. */
export const fingerprint = (source: Source, files: readonly string[], tree: Tree): string =>
  [source.settings, ...files.map((path) => `${path}\0${tree.files.get(path)?.id ?? ''}`)].join('\n');
