import { join } from 'node:path';
import type { Settings } from '@wildermesser/emit';
import { compareBytes, type Finding } from '@wildermesser/manifest';
import type { Recollection } from '../cache/recall.ts';
import { remember } from '../cache/remember.ts';
import { generate } from '../generate/generate.ts';
import { hasErrors } from '../print-findings.ts';
import { UsageError } from '../usage-error.ts';
import { planRemoval, planWrite } from './plan.ts';
import { projectsOnDisk } from './projects-on-disk.ts';
import { type ProjectSummary, recalledSummary } from './report-projects.ts';
import { replaceFiles } from './staging.ts';

export interface WriteRequest {
  readonly root: string;
  readonly settings: Settings;
  /** The projects to build; none means all. */
  readonly names: readonly string[];
  /** Drop edits made by hand. */
  readonly overwrite: boolean;
  /** Projects whose files go because their bundles are gone. */
  readonly removed: readonly string[];
  /** What earlier builds found out. */
  readonly recollection: Recollection | undefined;
}

/** What came of it: with an error among the findings, nothing was written. */
export interface Written {
  /** All that were asked for, sorted. */
  readonly projects: readonly string[];
  readonly summaries: readonly ProjectSummary[];
  readonly findings: readonly Finding[];
}

/** Generates, plans what has to happen to the files of `generated/`, and does all of it when there is no error. */
export const writeGenerated = async (request: WriteRequest): Promise<Written> => {
  const { root, settings, names, overwrite, removed, recollection } = request;
  const generated = join(root, 'generated');
  const recalled: Recollection['projects'] = recollection?.projects ?? new Map();
  const generation = await generate(root, settings, names, { twice: false, recalled });
  const bundles = new Map(generation.bundles.map(({ project, bundle }) => [project.name, bundle]));
  const plans = generation.emissions.flatMap((emission) => {
    const bundle = bundles.get(emission.project);
    return bundle === undefined ? [] : [planWrite(generated, emission, bundle, { overwrite })];
  });
  const isThere = (name: string): boolean => bundles.has(name) || recalled.has(name);
  const gone = names.length === 0 ? projectsOnDisk(generated).filter((name) => !isThere(name)) : [];
  for (const name of removed)
    if (!gone.includes(name))
      throw new UsageError(`${name} is no project of generated/ without a bundle`, 'leave out --remove');
  plans.push(...gone.map((project) => planRemoval(generated, project, removed.includes(project))));

  const findings = [...generation.findings, ...plans.flatMap((plan) => plan.findings)];
  if (!hasErrors(findings)) {
    const write = new Map(plans.flatMap((plan) => [...plan.write]));
    await replaceFiles(
      generated,
      write,
      plans.flatMap(({ remove }) => remove),
    );
    if (recollection !== undefined) remember({ root, recollection, plans, ...generation });
  }
  const planOf = new Map(plans.map((plan) => [plan.project, plan]));
  const built = generation.emissions.map(({ project, objects }): ProjectSummary => {
    const { components = [], templates = [] } = bundles.get(project) ?? {};
    return {
      project,
      components: components.length + templates.length,
      objects: objects.length,
      plan: planOf.get(project),
    };
  });
  const summaries = [...built, ...recalledSummaries(recalled, bundles)];
  return {
    projects: [...new Set([...bundles.keys(), ...recalled.keys()])].sort(compareBytes),
    summaries: summaries.sort((a, b) => compareBytes(a.project, b.project)),
    findings,
  };
};

/** Of the projects that were recalled, and not loaded for all that. */
const recalledSummaries = (
  recalled: Recollection['projects'],
  loaded: ReadonlyMap<string, unknown>,
): ProjectSummary[] =>
  [...recalled]
    .filter(([project]) => !loaded.has(project))
    .map(([project, { record }]) => recalledSummary(project, record));
