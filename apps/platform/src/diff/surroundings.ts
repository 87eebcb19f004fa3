import type { SideApplication, Wanted } from '@wildermesser/diff';
import type { Identity } from '@wildermesser/manifest';
import { inputFiles } from './inputs.ts';
import { renderSources, type Target } from './render-sources.ts';
import type { SideTree } from './side-tree.ts';
import type { Source } from './source.ts';

const isWanted = ({ group, kind, namespace }: Identity, wanted: readonly Wanted[]): boolean =>
  wanted.some(
    (each) =>
      (each.kind === '*' || (each.kind === kind && each.group === group)) &&
      (each.namespace === undefined || each.namespace === namespace),
  );

/** Files and directories of the indexes, and whether something wanted is in them. */
const indexed = (side: SideTree, wanted: readonly Wanted[]): ReadonlyMap<string, boolean> => {
  const found = new Map<string, boolean>();
  for (const { project, components, files, objects } of side.sourceMap.indexes) {
    for (const { name } of components) found.set(`generated/${project}/${name}`, false);
    for (const file of Object.keys(files)) found.set(`generated/${file}`, false);
    for (const object of objects) {
      if (!isWanted(object, wanted)) continue;
      const [, component = ''] = object.file.split('/');
      found.set(`generated/${project}/${component}`, true).set(`generated/${object.file}`, true);
    }
  }
  return found;
};

/** A line that gives a field one of some values. */
const linePattern = (key: string, values: readonly string[]): string =>
  `(^|[{,"' -])${key}"?: *["']?(${[...new Set(values)].sort().join('|')})["']? *([,}]|$)`;

const kindsOf = (wanted: readonly Wanted[]): readonly string[] =>
  wanted.some(({ kind }) => kind === '*') ? ['[A-Za-z]+'] : [...wanted.map(({ kind }) => kind), 'List'];

/** Whether a source that no index knows may hold something wanted, by what its files mention. */
const mentioning = async (side: SideTree, wanted: readonly Wanted[]) => {
  const find = async (key: string, values: readonly string[]): Promise<ReadonlySet<string>> =>
    values.length === 0 ? new Set() : new Set(await side.tree.search(linePattern(key, values), side.below));
  const anywhere = wanted.filter(({ namespace }) => namespace === undefined);
  const within = wanted.filter(({ namespace }) => namespace !== undefined);
  const namespaces = new Set(within.flatMap(({ namespace }) => namespace ?? []));
  const [free, kinds, places] = await Promise.all([
    find('kind', anywhere.length === 0 ? [] : kindsOf(anywhere)),
    find('kind', within.length === 0 ? [] : kindsOf(within)),
    find('namespace', [...namespaces]),
  ]);
  return ({ namespace }: Source, files: readonly string[]): boolean =>
    files.some((path) => free.has(path)) ||
    (files.some((path) => kinds.has(path)) && (namespaces.has(namespace) || files.some((path) => places.has(path))));
};

/** Sources that hold something wanted: by the indexes where they know all files, else by what the files mention. */
const holding = async (
  sources: readonly Source[],
  side: SideTree,
  wanted: readonly Wanted[],
): Promise<readonly Source[]> => {
  const known = indexed(side, wanted);
  const read = sources.map((source) => ({ source, files: inputFiles(source, side.index, side.references) }));
  const isKnown = ({ source, files }: (typeof read)[number]): boolean =>
    source.paths.every((path) => known.has(path)) ||
    files.every((path) => known.has(path) || path.endsWith('/index.json'));
  const unknown = new Set(read.filter((each) => !isKnown(each)));
  const mentions = unknown.size === 0 ? () => false : await mentioning(side, wanted);
  return read
    .filter((each) =>
      unknown.has(each)
        ? mentions(each.source, each.files)
        : [...each.source.paths, ...each.files].some((path) => known.get(path) === true),
    )
    .map(({ source }) => source);
};

/** The objects that rules want to see of sources that did not change; each source is rendered once for both sides. */
export const readSurroundings = async (
  sources: readonly Source[],
  side: SideTree,
  wanted: readonly Wanted[],
  target: Target,
): Promise<readonly SideApplication[]> => {
  if (wanted.length === 0 || sources.length === 0) return [];
  const rendered = await renderSources(await holding(sources, side, wanted), side, target);
  return rendered.flatMap(({ application }): SideApplication[] => {
    const objects = application.objects.filter(({ identity }) => isWanted(identity, wanted));
    return objects.length === 0 ? [] : [{ ...application, scope: 'partial', objects, findings: [] }];
  });
};
