import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import type { SideApplication, SideObject } from '@wildermesser/diff';
import { compareBytes, type Finding, identityKey, identityOf, originOf } from '@wildermesser/manifest';
import { type Rendered, type RenderTarget, withTemporaryFolder } from '@wildermesser/render';
import { inParallel } from '../in-parallel.ts';
import { inputFiles } from './inputs.ts';
import { materialise } from './materialise.ts';
import type { SideTree } from './side-tree.ts';
import type { Source } from './source.ts';

/** What everything is rendered for, but for the folder. */
export type Target = Omit<RenderTarget, 'repoRoot'>;

/** What one source became. */
export interface RenderedSource {
  readonly source: Source;
  readonly application: SideApplication;
}

/** Whether a finding leaves open what the source holds: Argo CD would not sync it, so its objects are not known. */
const hidesObjects = ({ manifests, findings }: Rendered): boolean =>
  findings.some(({ severity, object }) => severity === 'error' && (manifests.length === 0 || object === undefined));

const relativeTo = (folder: string, file: string): string => (file.startsWith('/') ? relative(folder, file) : file);

const applicationOf = (source: Source, rendered: Rendered, side: SideTree, folder: string): SideApplication => {
  const { name, manifest, cluster, paths } = source;
  const isUnknown = hidesObjects(rendered);
  const objectOf = (object: (typeof rendered.manifests)[number]): SideObject => {
    const origin = originOf(object);
    const identity = identityOf(object);
    const place = side.sourceMap.sourceOf(identity, paths);
    const generated = origin
      ? { file: relativeTo(folder, origin.file), line: origin.line }
      : { file: paths[0] ?? '', line: 1 };
    return {
      identity,
      manifest: object,
      application: name,
      generated,
      ...(place === undefined ? {} : { source: place }),
    };
  };
  const objects = isUnknown ? [] : rendered.manifests.map(objectOf);
  const finding = (each: Finding): Finding =>
    each.file === undefined ? each : { ...each, file: relativeTo(folder, each.file) };
  return {
    name,
    ...(manifest === undefined ? {} : { manifest }),
    ...(cluster === undefined || cluster === '' ? {} : { cluster }),
    paths,
    state: isUnknown ? 'unknown' : 'rendered',
    scope: 'whole',
    objects: objects.sort((a, b) => compareBytes(identityKey(a.identity), identityKey(b.identity))),
    findings: rendered.findings.map(finding),
  };
};

const renderIn = async (
  folder: string,
  sources: readonly Source[],
  side: SideTree,
  target: Target,
): Promise<readonly RenderedSource[]> =>
  inParallel(sources, availableParallelism() * 2, async (source) => {
    const rendered = await source.render({ ...target, repoRoot: folder });
    return { source, application: applicationOf(source, rendered, side, folder) };
  });

const renderCopied = (
  sources: readonly Source[],
  side: SideTree,
  target: Target,
  filesOf: (source: Source) => readonly string[],
): Promise<readonly RenderedSource[]> =>
  withTemporaryFolder(async (folder) => {
    await materialise(side.tree, [...new Set(sources.flatMap(filesOf))].sort(), folder);
    return renderIn(folder, sources, side, target);
  });

/**
 * Renders sources of one side. What is in a folder already is read there; of a commit only the files that the sources
 * are made of are written out, and all files when a tool misses one that nobody could foresee.
 */
export const renderSources = async (
  sources: readonly Source[],
  side: SideTree,
  target: Target,
): Promise<readonly RenderedSource[]> => {
  if (sources.length === 0) return [];
  const { folder } = side.tree;
  const inPlace = folder === undefined ? [] : sources.filter(({ toleratesMore }) => toleratesMore);
  const copied = sources.filter((source) => !inPlace.includes(source));
  const placed = folder === undefined ? [] : await renderIn(folder, inPlace, side, target);
  if (copied.length === 0) return placed;
  const first = await renderCopied(copied, side, target, (source) => inputFiles(source, side.index, side.references));
  const failed = first.filter(({ application, source }) => application.state === 'unknown' && source.toleratesMore);
  if (failed.length === 0) return [...placed, ...first];
  const again = await renderCopied(
    failed.map(({ source }) => source),
    side,
    target,
    () => side.index.paths,
  );
  return [...placed, ...first.filter((each) => !failed.includes(each)), ...again];
};
