import { posix } from 'node:path';
import { indexTree } from './inputs.ts';
import type { OutwardReferences } from './outward-references.ts';
import { directorySource, filesSource, type Source } from './source.ts';
import { isBelow, type Tree } from './tree.ts';

const kustomization = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;
const chart = /(?:^|\/)Chart\.ya?ml$/;
const manifest = /\.(?:ya?ml|json)$/;

const folderOf = (path: string): string => {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
};

/** Folders of files with such a name. */
const foldersWith = (name: RegExp, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => name.test(path)).map(folderOf);

const isHidden = (path: string): boolean => /(?:^|\/)\./.test(path);

/** Files that hold objects of Kubernetes by the look of their text. */
const manifestFiles = async (tree: Tree, below: string): Promise<readonly string[]> => {
  const found = await tree.search('(^|[{," ])apiVersion"?:', below);
  return found.filter((path) => manifest.test(path) && !isHidden(path));
};

/** The base of a kustomization is rendered by those that build on it. */
const isBase = (folder: string, references: OutwardReferences, inner: ReadonlySet<string>): boolean =>
  inner.has(folder) || [...references.values()].some((targets) => targets.includes(folder));

const named = (path: string, below: string): string => posix.relative(below, path) || '.';

/** `resources: [base]` and the like: kustomizations in folders below that another one names. */
const innerBases = async (tree: Tree, files: readonly string[]): Promise<ReadonlySet<string>> => {
  const contents = await tree.read(files);
  return new Set(
    files.flatMap((file, index) =>
      [...(contents[index]?.toString() ?? '').matchAll(/^\s*-\s+["']?([\w./-]+)["']?\s*$/gm)].map(([, target = '']) =>
        posix.join(folderOf(file), target),
      ),
    ),
  );
};

/** Every chart, every kustomization that no other builds on, and every directory of plain manifests. */
export const findSources = async (
  tree: Tree,
  below: string,
  references: OutwardReferences,
): Promise<readonly Source[]> => {
  const paths = indexTree(tree)
    .below(below)
    .filter((path) => !isHidden(path));
  const charts = foldersWith(chart, paths);
  const tops = charts.filter((folder) => !charts.some((other) => other !== folder && isBelow(folder, other)));
  const files = paths.filter((path) => kustomization.test(path) && !tops.some((folder) => isBelow(path, folder)));
  const inner = await innerBases(tree, files);
  const overlays = files.map(folderOf).filter((folder) => !isBase(folder, references, inner));
  const built = new Set([...tops, ...files.map(folderOf)]);
  const owned = (path: string): boolean => [...built].some((folder) => isBelow(path, folder));
  const plain = (await manifestFiles(tree, below)).filter((path) => !owned(path));
  const plainFiles = new Set(plain);
  return [
    ...[...tops, ...overlays].map((path) => directorySource({ name: named(path, below), path })),
    ...[...new Set(plain.map(folderOf))].map((path) =>
      filesSource(named(path, below), path, (file) => plainFiles.has(file) && folderOf(file) === path),
    ),
  ];
};

/** All manifests at or below a folder as one source. */
export const findManifests = async (tree: Tree, below: string): Promise<readonly Source[]> => {
  const files = new Set(await manifestFiles(tree, below));
  return files.size === 0 ? [] : [filesSource('.', below, (path) => files.has(path))];
};

/** Whether a tree holds charts or kustomizations, so that it must be rendered. */
export const hasSources = (tree: Tree, below: string): boolean =>
  indexTree(tree)
    .below(below)
    .some((path) => kustomization.test(path) || chart.test(path));
