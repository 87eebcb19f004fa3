import { relative } from 'node:path';

/** Makes absolute paths relative to the root; few files make all manifests. */
export const relativeTo = (root: string): ((file: string) => string) => {
  const known = new Map<string, string>();
  return (file) => {
    const path = known.get(file) ?? (file.startsWith('/') ? relative(root, file) : file);
    known.set(file, path);
    return path;
  };
};
