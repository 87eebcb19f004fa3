import type { Finding } from '@wildermesser/manifest';
import { type Io, paintFor } from '../io.ts';
import { plural } from '../plural.ts';
import { findingsText, hasErrors } from '../print-findings.ts';
import type { WritePlan } from './plan.ts';

/** What a build has to say about one project. */
export interface ProjectSummary {
  readonly project: string;
  readonly components: number;
  readonly objects: number;
  /** What happened to its files; undefined when nothing was to be done. */
  readonly plan: Pick<WritePlan, 'write' | 'remove' | 'unchanged'> | undefined;
}

/** Of a project that an earlier build knew and nothing has changed. */
export const recalledSummary = (
  project: string,
  { components, objects }: Pick<ProjectSummary, 'components' | 'objects'>,
): ProjectSummary => ({ project, components, objects, plan: undefined });

const changesText = (plan: ProjectSummary['plan']): string => {
  if (plan === undefined || plan.write.size + plan.remove.length === 0) return 'unchanged';
  const counts = { written: plan.write.size, removed: plan.remove.length, unchanged: plan.unchanged };
  return Object.entries(counts)
    .filter(([, amount]) => amount > 0)
    .map(([what, amount]) => `${amount} ${what}`)
    .join(', ');
};

/** The number right-aligned, so that the lines of all projects read as a table. */
const count = (amount: number, noun: string): string =>
  plural(amount, noun).padStart(noun.length + (amount === 1 ? 4 : 5));

/** One aligned line a project: how much it has, and what was done. */
export const projectLines = (summaries: readonly ProjectSummary[]): ReadonlyMap<string, string> => {
  const width = Math.max(0, ...summaries.map(({ project }) => project.length));
  return new Map(
    summaries.map(({ project, components, objects, plan }) => {
      const amounts = [count(components, 'component').padEnd(14), count(objects, 'object').padEnd(12)];
      return [project, [project.padEnd(width), ...amounts, changesText(plan)].join('  ')];
    }),
  );
};

/** One line of JSON a project, for a caller that builds many at once. */
export const reportJson = (
  projects: readonly string[],
  findings: readonly Finding[],
  lines: ReadonlyMap<string, string>,
  io: Io,
): void => {
  const failed = hasErrors(findings);
  for (const project of projects) {
    const own = findings.filter(({ file }) => file === undefined || file.includes(`/${project}/`));
    const fallback = failed ? 'not written: another project of this build has errors' : (lines.get(project) ?? '');
    const text = hasErrors(own) ? findingsText(own, paintFor(io)) : fallback;
    io.stdout.write(`${JSON.stringify({ project, success: !failed, text })}\n`);
  }
};
