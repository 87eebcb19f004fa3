import { compareBytes } from '@wildermesser/manifest';
import type { ObjectChange } from '../model/object-change.ts';
import { verbs } from '../model/object-change.ts';
import type { ApplicationSummary, Plan } from '../model/plan.ts';
import { compareSeverities, type Severity } from '../model/severity.ts';
import { applicationOf } from './object-words.ts';

/** The changes of one Application. */
export interface ApplicationGroup {
  readonly name: string;
  /** Absent when the plan has changes of an Application that it does not list. */
  readonly summary?: ApplicationSummary;
  readonly changes: readonly ObjectChange[];
}

/** Negative when `a` is worse; nothing is milder than everything. */
export const worseFirst = (a: Severity | undefined, b: Severity | undefined): number =>
  a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : compareSeverities(b, a);

/** Objects in the order of reports: the worst first, then by verb, then as they were. */
export const inReportOrder = (changes: readonly ObjectChange[]): readonly ObjectChange[] =>
  [...changes].sort((a, b) => worseFirst(a.severity, b.severity) || verbs.indexOf(a.verb) - verbs.indexOf(b.verb));

/** The plan by Application, sorted by name; Applications without a changed object are there, too. */
export const byApplication = ({ applications, changes }: Plan): readonly ApplicationGroup[] => {
  const grouped = Map.groupBy(changes, applicationOf);
  const names = [...new Set([...applications.map(({ name }) => name), ...grouped.keys()])].sort(compareBytes);
  return names.map((name) => {
    const summary = applications.find((application) => application.name === name);
    return {
      name,
      ...(summary === undefined ? {} : { summary }),
      changes: inReportOrder(grouped.get(name) ?? []),
    };
  });
};
