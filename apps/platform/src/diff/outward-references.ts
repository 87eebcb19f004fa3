import { posix } from 'node:path';
import type { Tree } from './tree.ts';

/** Files in which Kustomize, Helm and Jsonnet name what lies outside of their own folder. */
const naming = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization|Chart\.ya?ml)$|\.(?:jsonnet|libsonnet)$/;
const outward = /(?:\.\.\/)+[\w.@%+~/-]*|\.\.(?=["'\s]|$)/g;

/** What the files of a folder reach for outside of it, by folder; paths that are no files and no folders are left out. */
export type OutwardReferences = ReadonlyMap<string, readonly string[]>;

/** Reads every file of a tree that may name another folder. */
export const outwardReferences = async (tree: Tree, below: string): Promise<OutwardReferences> => {
  const paths = [...tree.files].flatMap(([path, { isLink }]) => (isLink || naming.test(path) ? [path] : []));
  const wanted = paths.filter((path) => below === '' || path.startsWith(`${below}/`) || naming.test(path));
  const contents = await tree.read(wanted);
  const references = new Map<string, string[]>();
  for (const [index, path] of wanted.entries()) {
    const folder = posix.dirname(path);
    const found = [...(contents[index]?.toString() ?? '').matchAll(outward)].map(([target]) =>
      posix.join(folder, target).replace(/\/$/, ''),
    );
    const inside = found.filter((target) => !target.startsWith('..') && target !== '.');
    if (inside.length > 0) references.set(folder, [...(references.get(folder) ?? []), ...inside]);
  }
  return references;
};
