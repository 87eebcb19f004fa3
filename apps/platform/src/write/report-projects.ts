import type { Emission } from '@wildermesser/emit';
import type { Finding } from '@wildermesser/manifest';
import { type Io, paintFor } from '../io.ts';
import { plural } from '../plural.ts';
import { findingsText, hasErrors } from '../print-findings.ts';
import type { WritePlan } from './plan.ts';

const changesText = ({ write, remove, unchanged }: WritePlan): string => {
  if (write.size + remove.length === 0) return 'unchanged';
  const counts = { written: write.size, removed: remove.length, unchanged };
  return Object.entries(counts)
    .filter(([, amount]) => amount > 0)
    .map(([what, amount]) => `${amount} ${what}`)
    .join(', ');
};

/** The number right-aligned, so that the lines of all projects read as a table. */
const count = (amount: number, noun: string): string =>
  plural(amount, noun).padStart(noun.length + (amount === 1 ? 4 : 5));

/** One aligned line a project: how much it has, and what was done. */
export const projectLines = (
  emissions: readonly Emission[],
  components: ReadonlyMap<string, number>,
  plans: readonly WritePlan[],
): ReadonlyMap<string, string> => {
  const width = Math.max(0, ...emissions.map(({ project }) => project.length));
  const planOf = new Map(plans.map((plan) => [plan.project, plan]));
  return new Map(
    emissions.map(({ project, objects }) => {
      const plan = planOf.get(project);
      const amounts = [
        count(components.get(project) ?? 0, 'component').padEnd(14),
        count(objects.length, 'object').padEnd(12),
      ];
      return [project, [project.padEnd(width), ...amounts, plan === undefined ? '' : changesText(plan)].join('  ')];
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
