import { compareBytes } from '@wildermesser/manifest';
import type { Comparison } from '../compare/compare-sides.ts';
import type { Effect } from '../model/effect.ts';
import type { Noise } from '../model/field-change.ts';
import { type ObjectChange, type Verb, verbs } from '../model/object-change.ts';
import type { ApplicationSummary, PlanCounts } from '../model/plan.ts';
import { severities, worstSeverity } from '../model/severity.ts';
import type { SideApplication } from '../model/side.ts';
import { counts } from './waivers.ts';

/** How often each name occurs, in the order of their first occurrence. */
const tally = <Name extends string>(names: readonly Name[]): Partial<Record<Name, number>> => {
  const sums: Partial<Record<Name, number>> = {};
  for (const name of names) sums[name] = (sums[name] ?? 0) + 1;
  return sums;
};

const zeros = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;

const applicationOf = ({ head, base }: ObjectChange): string => (head ?? base)?.application ?? '';

/** Sums over the changes and the effects on other objects. */
export const countsOf = (
  { base, head, unchanged }: Comparison,
  changes: readonly ObjectChange[],
  others: readonly Effect[],
): PlanCounts => {
  const effects = [...changes.flatMap((change) => change.effects), ...others];
  const differing = new Set(changes.flatMap(({ base: old, head: now }) => [old?.application, now?.application]));
  const same = head.applications.filter(
    ({ name, state }) =>
      state === 'rendered' && !differing.has(name) && stateOf(base.applications, name) === 'rendered',
  );
  return {
    verbs: { ...zeros(verbs), ...tally(changes.map(({ verb }) => verb)) },
    severities: { ...zeros(severities), ...tally(effects.filter(counts).map(({ severity }) => severity)) },
    waived: effects.filter((effect) => !counts(effect)).length,
    expired: effects.filter(({ waiver }) => waiver?.expired === true).length,
    unchangedObjects: unchanged,
    unchangedApplications: head.unchanged + same.length,
    noise: tally(changes.flatMap(({ fields }) => fields.flatMap(({ noise }): Noise[] => (noise ? [noise] : [])))),
  };
};

const stateOf = (applications: readonly SideApplication[], name: string): SideApplication['state'] | undefined =>
  applications.find((application) => application.name === name)?.state;

const statusOf = (base: string | undefined, head: string | undefined): ApplicationSummary['status'] => {
  if (base === 'unknown' || head === 'unknown') return 'unknown';
  if (base === undefined) return 'added';
  return head === undefined ? 'removed' : 'changed';
};

/** Every Application that differs or is unknown, with what happens in it. */
export const applicationSummaries = (
  { base, head }: Comparison,
  changes: readonly ObjectChange[],
): readonly ApplicationSummary[] => {
  const [before, after] = [base, head].map(
    ({ applications }) => new Map(applications.map(({ name, state }) => [name, state])),
  ) as [Map<string, SideApplication['state']>, Map<string, SideApplication['state']>];
  const byApplication = Map.groupBy(changes, applicationOf);
  const left = new Set(changes.flatMap(({ base: old }) => old?.application ?? []));
  return [...new Set([...before.keys(), ...after.keys()])].sort(compareBytes).flatMap((name): ApplicationSummary[] => {
    const own = byApplication.get(name) ?? [];
    const status = statusOf(before.get(name), after.get(name));
    if (status === 'changed' && own.length === 0 && !left.has(name)) return [];
    const verbsOf: Partial<Record<Verb, number>> = tally(own.map(({ verb }) => verb));
    const severity = worstSeverity(own.flatMap((change) => change.severity ?? []));
    return [{ name, status, verbs: verbsOf, ...(severity === undefined ? {} : { severity }) }];
  });
};
