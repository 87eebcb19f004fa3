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

/** Objects of an index by the directory that holds them. */
const indexedSources = (side: SideTree, wanted: readonly Wanted[]): ReadonlyMap<string, boolean> => {
  const found = new Map<string, boolean>();
  for (const { project, components, objects } of side.sourceMap.indexes) {
    for (const { name } of components) found.set(`generated/${project}/${name}`, false);
    for (const object of objects) {
      if (!isWanted(object, wanted)) continue;
      const [, component = ''] = object.file.split('/');
      found.set(`generated/${project}/${component}`, true);
    }
  }
  return found;
};

const kindPattern = (wanted: readonly Wanted[]): string => {
  const kinds = [...new Set(wanted.map(({ kind }) => kind))];
  const any = kinds.includes('*') ? '[A-Za-z]+' : kinds.join('|');
  return `"?kind"?: *["']?(${any}|List)["']? *,? *$`;
};

/** Sources that hold something wanted: by the index where there is one, else by what their files mention. */
const holding = async (
  sources: readonly Source[],
  side: SideTree,
  wanted: readonly Wanted[],
): Promise<readonly Source[]> => {
  const indexed = indexedSources(side, wanted);
  const isIndexed = ({ paths }: Source): boolean => paths.length > 0 && paths.every((path) => indexed.has(path));
  const others = sources.filter((source) => !isIndexed(source));
  const mentioned = others.length === 0 ? [] : await side.tree.search(kindPattern(wanted), side.below);
  const files = new Set(mentioned);
  return [
    ...sources.filter((source) => isIndexed(source) && source.paths.some((path) => indexed.get(path) === true)),
    ...others.filter((source) => inputFiles(source, side.index, side.references).some((path) => files.has(path))),
  ];
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
