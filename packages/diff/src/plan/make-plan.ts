import { identityKey } from '@wildermesser/manifest';
import type { Comparison } from '../compare/compare-sides.ts';
import type { Effect, RuleEffect } from '../model/effect.ts';
import type { FieldPath } from '../model/field-path.ts';
import type { Knowledge } from '../model/knowledge.ts';
import type { MatchedChange, ObjectChange, Verb } from '../model/object-change.ts';
import type { Place } from '../model/place.ts';
import type { ApplicationTimeline, CostDelta, Plan, SideFinding } from '../model/plan.ts';
import type { Rule, RuleContext } from '../model/rule.ts';
import { compareSeverities, worstSeverity } from '../model/severity.ts';
import type { Side, SideObject } from '../model/side.ts';
import { applicationSummaries, countsOf } from './plan-counts.ts';
import { sharedObjects } from './shared-objects.ts';
import { waiverFindings } from './waiver-findings.ts';
import { counts, waiverFor } from './waivers.ts';
import { worldOf } from './world.ts';

/** Whatever judges a comparison; `effects/` has it all. */
export interface Judges {
  readonly rules: readonly Rule[];
  readonly costDelta: (context: RuleContext) => CostDelta;
  readonly simulateSyncs: (context: RuleContext) => readonly ApplicationTimeline[];
}

/** What a plan is made with, beside the comparison. */
export interface PlanOptions {
  readonly judges: Judges;
  readonly knowledge: Knowledge;
  /** The day for which waivers are judged, `2026-11-28`. */
  readonly date: string;
  /** Unchanged Applications that rules read (see `wantedBy`), with `scope` `partial`. The same on both sides. */
  readonly surroundings?: Pick<Side, 'applications'>;
  /** Finds the line of a field in the generated file of an object. */
  readonly locate?: (object: SideObject, path: FieldPath, side: 'base' | 'head') => Place | undefined;
}

type Locate = NonNullable<PlanOptions['locate']>;

const withSurroundings = (side: Side, applications: Side['applications']): Side => ({
  ...side,
  applications: [...side.applications, ...applications],
});

const located = (change: MatchedChange, locate: Locate): MatchedChange => {
  const { base, head } = change;
  if (base === undefined || head === undefined) return change;
  const fields = change.fields.map((field) => {
    const generated = field.kind === 'removed' ? locate(base, field.path, 'base') : locate(head, field.path, 'head');
    return generated === undefined ? field : { ...field, generated };
  });
  return { ...change, fields };
};

const worstFirst = (a: Effect, b: Effect): number => compareSeverities(b.severity, a.severity);

/** The verb of an object with these effects: nothing outweighs that it comes, goes or is made anew. */
const verbWith = (verb: Verb, effects: readonly RuleEffect[]): Verb => {
  if (verb !== 'change' && verb !== 'restart') return verb;
  if (effects.some((effect) => effect.verb === 'recreate')) return 'recreate';
  return effects.some((effect) => effect.verb === 'restart') ? 'restart' : verb;
};

const changeWith = (change: MatchedChange, effects: readonly Effect[]): ObjectChange => {
  const sorted = [...effects].sort(worstFirst);
  const severity = worstSeverity(sorted.filter(counts).map((effect) => effect.severity));
  const verb = verbWith(change.verb, sorted);
  return { ...change, verb, effects: sorted, ...(severity === undefined ? {} : { severity }) };
};

/** Runs every rule over the context; each effect gets its places and its waiver. */
const judge = (context: RuleContext, { judges, date, locate }: PlanOptions): readonly Effect[] => {
  const changed = new Map(context.changes.map((change) => [identityKey(change.identity), change]));
  for (const change of context.changes)
    if (change.base !== undefined && !changed.has(identityKey(change.base.identity)))
      changed.set(identityKey(change.base.identity), change);
  return judges.rules.flatMap(({ name: rule, check }) =>
    check(context).map((effect): Effect => {
      const change = changed.get(identityKey(effect.object));
      const head = change === undefined ? context.head.find(effect.object) : change.head;
      const base = change === undefined ? context.base.find(effect.object) : change.base;
      const object = head ?? base;
      const field = effect.field;
      const generated =
        (object && field && locate?.(object, field, head === undefined ? 'base' : 'head')) ?? object?.generated;
      const waiver = waiverFor(rule, { base, head }, date);
      return {
        ...effect,
        rule,
        ...(object?.source === undefined ? {} : { source: object.source }),
        ...(generated === undefined ? {} : { generated }),
        ...(waiver === undefined ? {} : { waiver }),
      };
    }),
  );
};

const sideFindings = (side: Side, name: SideFinding['side']): readonly SideFinding[] => [
  ...side.findings.map((finding): SideFinding => ({ ...finding, side: name })),
  ...side.applications.flatMap(({ name: application, findings }) =>
    findings.map((finding): SideFinding => ({ ...finding, side: name, application })),
  ),
];

/** The steps as the finished changes call them: that a change in place restarts or recreates is known from its effects. */
const withVerbs = (
  timeline: readonly ApplicationTimeline[],
  changes: readonly ObjectChange[],
): readonly ApplicationTimeline[] => {
  const verbs = new Map(changes.map(({ identity, verb }) => [identityKey(identity), verb]));
  return timeline.map((each) => ({
    ...each,
    steps: each.steps.map((step) =>
      step.verb === 'change' ? { ...step, verb: verbs.get(identityKey(step.object)) ?? step.verb } : step,
    ),
  }));
};

/** Judges a comparison: what each difference does to the cluster. Pure; the same input gives the same plan. */
export const makePlan = (comparison: Comparison, options: PlanOptions): Plan => {
  const { judges, knowledge, date, locate, surroundings } = options;
  const { base, head, catalogs } = comparison;
  const around = surroundings?.applications ?? [];
  const context: RuleContext = {
    base: worldOf(withSurroundings(base, around), catalogs.base),
    head: worldOf(withSurroundings(head, around), catalogs.head),
    changes: locate === undefined ? comparison.changes : comparison.changes.map((each) => located(each, locate)),
    knowledge,
  };
  const effects = judge(context, options);
  const byObject = Map.groupBy(effects, ({ object }) => identityKey(object));
  const used = new Set<string>();
  const effectsOn = (change: MatchedChange): readonly Effect[] => {
    const keys = new Set([change.identity, change.base?.identity ?? change.identity].map(identityKey));
    return [...keys].flatMap((key) => {
      if (used.has(key)) return [];
      used.add(key);
      return byObject.get(key) ?? [];
    });
  };
  const changes = context.changes.map((change) => changeWith(change, effectsOn(change)));
  const others = [...byObject].flatMap(([key, each]) => (used.has(key) ? [] : each)).sort(worstFirst);
  return {
    base: base.name,
    head: head.name,
    date,
    kubernetes: catalogs.head.version,
    changes,
    effects: others,
    applications: applicationSummaries(comparison, changes),
    counts: countsOf(comparison, changes, others),
    cost: judges.costDelta(context),
    timeline: withVerbs(judges.simulateSyncs(context), changes),
    findings: [
      ...sideFindings(base, 'base'),
      ...sideFindings(head, 'head'),
      ...sharedObjects(withSurroundings(head, around)),
      ...waiverFindings(context, new Set(judges.rules.map(({ name }) => name)), effects, date),
    ],
  };
};
