import type { Side, SideApplication } from '@wildermesser/diff';
import { compareBytes, type Finding } from '@wildermesser/manifest';
import { isApplication } from './find-applications.ts';
import { fingerprint, inputFiles } from './inputs.ts';
import type { Layout } from './layout.ts';
import { type RenderedSource, renderSources, type Target } from './render-sources.ts';
import { listSources, type SideTree, sourceOf } from './side-tree.ts';
import type { Source } from './source.ts';
import { isBelow } from './tree.ts';

/** Both sides, rendered as far as they differ. */
export interface LoadedSides {
  readonly base: Side;
  readonly head: Side;
  /** Sources that are the same on both sides, for the rules that look around. */
  readonly unchanged: readonly Source[];
  /** The names of all sources of both sides, those that others make among them. */
  readonly names: ReadonlySet<string>;
}

/** How sides are loaded. */
export interface LoadOptions {
  readonly layout: Layout;
  readonly argocdNamespace: string;
  readonly target: Target;
  /** Only these Applications; absent: all. */
  readonly only?: ReadonlySet<string>;
}

const marksOf = (sources: readonly Source[], side: SideTree): ReadonlyMap<string, string> =>
  new Map(
    sources.map((source) => [
      source.name,
      fingerprint(source, inputFiles(source, side.index, side.references), side.tree),
    ]),
  );

/** Two Applications with one name are a mistake of the repository; the last one wins, as it would in the cluster. */
const duplicates = (sources: readonly Source[]): readonly Finding[] =>
  [...Map.groupBy(sources, ({ name }) => name)].flatMap(([name, all]): Finding[] =>
    all.length < 2
      ? []
      : [
          {
            severity: 'warning',
            code: 'duplicate-application',
            message: `${all.length} Applications are named ${name}: ${all.map(({ paths }) => paths.join(', ')).join(' and ')}`,
            advice: 'give each a name of its own; only the last is looked at',
          },
        ],
  );

/** Files that are rendered anyhow say then what is wrong with them. */
const unreadFindings = ({ declared: { unread } }: SideTree, layout: Layout): readonly Finding[] =>
  [...unread.values()].filter(({ severity }) => layout === 'applications' || severity === 'skipped');

/** Applications whose charts or overlays make other Applications; these are looked for in what they render to. */
const parents = (sources: readonly Source[], { declared: { templates } }: SideTree): ReadonlySet<string> =>
  new Set(
    sources
      .filter(({ paths }) => templates.some((file) => paths.some((path) => path !== '' && isBelow(file, path))))
      .map(({ name }) => name),
  );

interface Half {
  readonly side: SideTree;
  readonly sources: Map<string, Source>;
  readonly rendered: Map<string, RenderedSource>;
  readonly findings: Finding[];
}

const halfOf = async (side: SideTree, { layout, argocdNamespace, only }: LoadOptions): Promise<Half> => {
  const sources = await listSources(side, layout, argocdNamespace);
  return {
    side,
    sources: new Map(sources.map((source) => [source.name, source])),
    rendered: new Map(),
    findings: [...duplicates(sources.filter(({ name }) => only?.has(name) ?? true)), ...unreadFindings(side, layout)],
  };
};

const renderHalf = async (half: Half, names: ReadonlySet<string>, target: Target): Promise<void> => {
  const wanted = [...half.sources.values()].filter(({ name }) => names.has(name) && !half.rendered.has(name));
  for (const each of await renderSources(wanted, half.side, target)) half.rendered.set(each.source.name, each);
};

/** Applications among what was rendered that no file declares. True when there are new ones. */
const adoptChildren = (half: Half, { argocdNamespace, layout }: LoadOptions): boolean => {
  if (layout !== 'applications') return false;
  const children = [...half.rendered.values()]
    .flatMap(({ application }) => application.objects.map(({ manifest }) => manifest))
    .filter(isApplication)
    .map((manifest) => sourceOf(manifest, half.side, argocdNamespace))
    .filter(({ name }) => !half.sources.has(name));
  for (const child of children) half.sources.set(child.name, child);
  return children.length > 0;
};

const sideOf = ({ side, rendered, findings }: Half, names: ReadonlySet<string>, unchanged: number): Side => {
  const applications = [...rendered.values()]
    .filter(({ source }) => names.has(source.name))
    .map(({ application }): SideApplication => application)
    .sort((a, b) => compareBytes(a.name, b.name));
  return { name: side.tree.name, applications, unchanged, findings };
};

/** Finds out what differs between two trees, and renders that. */
export const loadSides = async (base: SideTree, head: SideTree, options: LoadOptions): Promise<LoadedSides> => {
  const [old, now] = await Promise.all([halfOf(base, options), halfOf(head, options)]);
  const isWanted = (name: string): boolean => options.only?.has(name) ?? true;
  const differing = new Set<string>();
  for (let isNew = true; isNew; ) {
    const marks = [marksOf([...old.sources.values()], base), marksOf([...now.sources.values()], head)] as const;
    for (const name of new Set([...old.sources.keys(), ...now.sources.keys()]))
      if (isWanted(name) && marks[0].get(name) !== marks[1].get(name)) differing.add(name);
    const needed = new Set([
      ...differing,
      ...parents([...old.sources.values()], base),
      ...parents([...now.sources.values()], head),
    ]);
    await Promise.all([renderHalf(old, needed, options.target), renderHalf(now, needed, options.target)]);
    const found = [adoptChildren(old, options), adoptChildren(now, options)];
    isNew = found.includes(true);
  }
  const unchanged = [...now.sources.values()].filter(({ name }) => isWanted(name) && !differing.has(name));
  return {
    base: sideOf(old, differing, unchanged.length),
    head: sideOf(now, differing, unchanged.length),
    unchanged,
    names: new Set([...old.sources.keys(), ...now.sources.keys()]),
  };
};
