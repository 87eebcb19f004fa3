import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import type { SideApplication, SideObject } from '@wildermesser/diff';
import { compareBytes, type Finding, identityKey, identityOf, originOf } from '@wildermesser/manifest';
import { type Rendered, type RenderTarget, renderFiles, withTemporaryFolder } from '@wildermesser/render';
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

/** A source that tools render. */
type ToolSource = Source & Required<Pick<Source, 'render'>>;

const isForTools = (source: Source): source is ToolSource => source.render !== undefined;

const renderIn = async (
  folder: string,
  sources: readonly ToolSource[],
  side: SideTree,
  target: Target,
): Promise<readonly RenderedSource[]> =>
  inParallel(sources, availableParallelism() * 2, async (source) => {
    const rendered = await source.render({ ...target, repoRoot: folder });
    return { source, application: applicationOf(source, rendered, side, folder) };
  });

const filesOf = (source: Source, { index, references }: SideTree): readonly string[] =>
  inputFiles(source, index, references);

const renderCopied = (
  sources: readonly ToolSource[],
  side: SideTree,
  target: Target,
  paths: readonly string[],
): Promise<readonly RenderedSource[]> =>
  withTemporaryFolder(async (folder) => {
    await materialise(side.tree, paths, folder);
    return renderIn(folder, sources, side, target);
  });

const readSource = async (source: Source, side: SideTree, { isNamespaced }: Target): Promise<RenderedSource> => {
  const paths = filesOf(source, side);
  const contents = await side.tree.read(paths);
  const files = paths.map((file, index) => ({ file, content: contents[index] ?? Buffer.alloc(0) }));
  const rendered = renderFiles(files, { namespace: source.namespace, isNamespaced });
  return { source, application: applicationOf(source, rendered, side, '') };
};

/**
 * Renders sources with tools. What is in a folder already is read there; of a commit only the files that the sources are
 * made of are written out, and all files when a tool misses one that nobody could foresee.
 */
const renderWithTools = async (
  sources: readonly ToolSource[],
  side: SideTree,
  target: Target,
): Promise<readonly RenderedSource[]> => {
  const { folder } = side.tree;
  if (folder !== undefined) return renderIn(folder, sources, side, target);
  const paths = [...new Set(sources.flatMap((source) => filesOf(source, side)))].sort();
  const first = await renderCopied(sources, side, target, paths);
  const failed = new Set(
    first.filter(({ application }) => application.state === 'unknown').map(({ source }) => source),
  );
  if (failed.size === 0) return first;
  const again = await renderCopied(
    sources.filter((source) => failed.has(source)),
    side,
    target,
    side.index.paths,
  );
  return [...first.filter(({ source }) => !failed.has(source)), ...again];
};

/** Renders sources of one side. */
export const renderSources = async (
  sources: readonly Source[],
  side: SideTree,
  target: Target,
): Promise<readonly RenderedSource[]> => {
  const tools = sources.filter(isForTools);
  const files = sources.filter((source) => !isForTools(source));
  const [rendered, read] = await Promise.all([
    tools.length === 0 ? [] : renderWithTools(tools, side, target),
    Promise.all(files.map((source) => readSource(source, side, target))),
  ]);
  return [...rendered, ...read];
};
