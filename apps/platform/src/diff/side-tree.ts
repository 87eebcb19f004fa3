import { posix } from 'node:path';
import type { Manifest } from '@wildermesser/manifest';
import { type Declared, findApplications, type ReadFiles } from './find-applications.ts';
import { findManifests, findSources, hasSources } from './find-directories.ts';
import { folderTree } from './folder-tree.ts';
import { indexTree, type TreeIndex } from './inputs.ts';
import type { Layout } from './layout.ts';
import { type OutwardReferences, outwardReferences } from './outward-references.ts';
import { applicationSource, directorySource, type Source } from './source.ts';
import { readSourceMap, type SourceMap } from './source-map.ts';
import type { Tree } from './tree.ts';

/** A tree that has been looked over, before anything is rendered. */
export interface SideTree {
  readonly tree: Tree;
  readonly index: TreeIndex;
  /** The folder that is looked at; `''` is all. */
  readonly below: string;
  readonly declared: Declared;
  /** Repositories, by URL and revision, that are this one: an Application reads a directory of them that is here. */
  readonly repositories: ReadonlySet<string>;
  readonly references: OutwardReferences;
  readonly sourceMap: SourceMap;
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

const sourcesOf = (manifest: Manifest): readonly Fields[] => {
  const { source, sources } = fields((manifest as unknown as Fields).spec);
  return Array.isArray(sources) && sources.length > 0 ? sources.map(fields) : [fields(source)];
};

const pathOf = (source: Fields): string | undefined =>
  typeof source.path === 'string' ? posix.normalize(source.path).replace(/^\/+|\/$/g, '') : undefined;

const declaredPaths = ({ applications }: Declared): readonly string[] =>
  applications.flatMap((manifest) => sourcesOf(manifest).flatMap((source) => pathOf(source) ?? []));

/** A folder that Applications know by a longer path, such as `generated/`, gets its name in front. */
const withPrefix = async (tree: Tree, declared: Declared, folder: string): Promise<{ tree: Tree; prefix: string }> => {
  const prefix = posix.basename(folder);
  const index = indexTree(tree);
  const paths = declaredPaths(declared);
  const isLonger = paths.some((path) => path.startsWith(`${prefix}/`) && index.below(path).length === 0);
  return isLonger && !paths.some((path) => path !== '' && index.below(path).length > 0)
    ? { tree: folderTree(folder, tree.name, prefix), prefix }
    : { tree, prefix: '' };
};

/** Looks a tree over. `path` limits it; without one a repository of this platform is limited to `generated`. */
export const lookOver = async (given: Tree, path: string | undefined, read: ReadFiles): Promise<SideTree> => {
  const own = given.files.has('platform.json') && indexTree(given).below('generated').length > 0 ? 'generated' : '';
  const first = path ?? own;
  const found = await findApplications(given, first, read);
  const { tree, prefix } =
    given.isFolder && given.folder !== undefined && first === ''
      ? await withPrefix(given, found, given.folder)
      : { tree: given, prefix: '' };
  const below = prefix === '' ? first : prefix;
  const [declared, references, sourceMap] = await Promise.all([
    prefix === '' ? found : findApplications(tree, below, read),
    outwardReferences(tree, below),
    readSourceMap(tree),
  ]);
  const index = indexTree(tree);
  return { tree, index, below, declared, repositories: repositoriesOf(declared, index), references, sourceMap };
};

const repositoryOf = ({ repoURL, targetRevision }: Fields): string => JSON.stringify([repoURL, targetRevision]);

const isHere = (path: string, index: TreeIndex): boolean => index.below(path === '.' ? '' : path).length > 0;

const repositoriesOf = ({ applications }: Declared, index: TreeIndex): ReadonlySet<string> =>
  new Set(
    applications.flatMap(sourcesOf).flatMap((source) => {
      const path = pathOf(source);
      return path !== undefined && isHere(path, index) ? [repositoryOf(source)] : [];
    }),
  );

/** The layout that both sides can be read by. */
export const detectLayout = (sides: readonly SideTree[]): Layout => {
  if (sides.some(({ declared }) => declared.applications.length > 0)) return 'applications';
  return sides.some(({ tree, below }) => hasSources(tree, below)) ? 'sources' : 'manifests';
};

/** The source of an Application that a side declares or renders. */
export const sourceOf = (manifest: Manifest, { index, repositories }: SideTree, argocdNamespace: string): Source =>
  applicationSource(
    manifest,
    (source) => {
      const path = pathOf(fields(source));
      if (path === undefined) return 'ref' in source;
      // A directory that is missing in this repository is a mistake, and no other repository.
      return isHere(path, index) || repositories.has(repositoryOf(fields(source)));
    },
    argocdNamespace,
  );

/** Directories of `generated/` that no Application reads: they are applied by hand. */
const unowned = ({ sourceMap: { indexes } }: SideTree): readonly Source[] =>
  indexes.flatMap(({ project, components }) =>
    components
      .filter(({ application }) => application === undefined)
      .map(({ name, namespace }) =>
        directorySource({ name: `${project}/${name}`, path: `generated/${project}/${name}`, namespace }),
      ),
  );

/** Everything that is rendered on its own in a side. */
export const listSources = async (
  side: SideTree,
  layout: Layout,
  argocdNamespace: string,
): Promise<readonly Source[]> => {
  const { tree, below, references, declared } = side;
  if (layout === 'manifests') return findManifests(tree, below);
  if (layout === 'sources') return findSources(tree, below, references);
  const applications = declared.applications.map((manifest) => sourceOf(manifest, side, argocdNamespace));
  const read = new Set(applications.flatMap(({ paths }) => paths));
  return [...applications, ...unowned(side).filter(({ paths }) => !paths.some((path) => read.has(path)))];
};
