import { compareSides, judges, makePlan, type Plan, wantedBy } from '@wildermesser/diff';
import { defaultKubernetesVersion } from '@wildermesser/manifest';
import { renderTarget } from '../generate/target.ts';
import { UsageError } from '../usage-error.ts';
import { alike } from './both-sides.ts';
import { chooseSides } from './choose-sides.ts';
import { fieldPlaces } from './field-places.ts';
import type { ReadFiles } from './find-applications.ts';
import { knowledge } from './knowledge.ts';
import type { Layout } from './layout.ts';
import { loadSides } from './load-sides.ts';
import { sharingSearches } from './shared-search.ts';
import { detectLayout, lookOver, type SideTree } from './side-tree.ts';
import { readSurroundings } from './surroundings.ts';

/** What is compared, and how it is read. */
export interface DiffRequest {
  /** `[BASE] [HEAD]` as the user wrote them. */
  readonly names: readonly string[];
  readonly cwd: string;
  /** Absent: detected. */
  readonly layout?: Layout;
  /** The folder within the repository that is looked at. */
  readonly path?: string;
  /** Only these Applications; empty: all. */
  readonly applications: readonly string[];
  /** Minor version of Kubernetes; absent: that of the settings on the head, else the default. */
  readonly kubernetes?: string;
  /** The day for which waivers are judged. */
  readonly date: string;
}

/** What the settings of a repository of this platform say; elsewhere nothing. */
const settingsOf = async ({ tree }: SideTree): Promise<{ kubernetes?: string; argocdNamespace?: string }> => {
  if (!tree.files.has('platform.json')) return {};
  const [content] = await tree.read(['platform.json']);
  try {
    return JSON.parse(content?.toString() ?? '{}');
  } catch {
    return {};
  }
};

/** A name that nothing has is a mistake; which there are is known only when what makes Applications has been rendered. */
const expectKnown = (applications: readonly string[], names: ReadonlySet<string>): void => {
  const unknown = applications.find((name) => !names.has(name));
  if (unknown !== undefined)
    throw new UsageError(`no Application is named ${unknown}`, `there are: ${[...names].sort().join(', ') || 'none'}`);
};

const expectFiles = (path: string | undefined, sides: readonly SideTree[]): void => {
  if (path !== undefined && sides.every(({ index, below }) => index.below(below).length === 0))
    throw new UsageError(
      `--path ${path} has no files on either side`,
      'name a folder relative to the top of the repository',
    );
};

/** Compares two states of a repository and says what the difference does to the cluster. */
export const makeDiff = async (request: DiffRequest): Promise<Plan> => {
  const { names, cwd, path, applications, date } = request;
  const chosen = await chooseSides(names, cwd);
  const trees = sharingSearches(chosen.base, chosen.head);
  const read: ReadFiles = new Map();
  const looked = await Promise.all([lookOver(trees.base, path, read), lookOver(trees.head, path, read)]);
  const [base = looked[0], head = looked[1]] = alike(looked);
  expectFiles(path, [base, head]);
  const layout = request.layout ?? detectLayout([base, head]);
  const { kubernetes, argocdNamespace = 'argocd' } = await settingsOf(head);
  const { catalog, ...target } = await renderTarget('', {
    kubernetes: request.kubernetes ?? kubernetes ?? defaultKubernetesVersion,
  });
  const only = applications.length === 0 ? {} : { only: new Set(applications) };
  const loaded = await loadSides(base, head, { layout, argocdNamespace, target, ...only });
  expectKnown(applications, loaded.names);
  const comparison = compareSides(loaded.base, loaded.head, catalog);
  const wanted = wantedBy(judges.rules, comparison.changes);
  const [around, locate] = await Promise.all([
    readSurroundings(loaded.unchanged, head, wanted, target),
    fieldPlaces(comparison, base, head),
  ]);
  return makePlan(comparison, { judges, knowledge, date, locate, surroundings: { applications: around } });
};
