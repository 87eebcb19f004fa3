import { type DirectoryEntry, type Entry, root } from './entry.ts';

/** The entries with every directory above them that is not among them: mode 0755, owned by root. */
export const withParents = (entries: readonly Entry[]): readonly Entry[] => {
  const known = new Set(entries.map(({ path }) => path));
  const parents: DirectoryEntry[] = [];
  for (const { path } of entries) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const parent = parts.slice(0, depth).join('/');
      if (known.has(parent)) continue;
      known.add(parent);
      parents.push({ type: 'directory', path: parent, mode: 0o755, owner: root });
    }
  }
  return [...entries, ...parents];
};
