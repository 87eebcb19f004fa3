import { type Catalog, describeIdentity, identityKey } from '@wildermesser/manifest';
import { applyOrder, hookOf, waveOf } from '@wildermesser/render';
import { access, podSecurityLevel, podSecurityViolations, schemaFindings } from '@wildermesser/validate';
import { compareSides } from '../../src/compare/compare-sides.ts';
import { judges } from '../../src/effects/judges.ts';
import { type Effect, fieldText, type Knowledge, type Plan, type Side } from '../../src/index.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { caseCatalog, loadSide } from './load-case.ts';

/** What the other stages know, as the program hands it in. */
export const knowledge: Knowledge = {
  access,
  podSecurityLevel,
  podSecurityViolations,
  applyOrder,
  hookOf,
  waveOf,
  schemaFindings: (manifests, catalog) => manifests.flatMap((manifest) => schemaFindings(manifest, catalog)),
};

/** What going from one side to another does. */
export const planOf = (base: Side, head: Side, catalog: Catalog): Plan =>
  makePlan(compareSides(base, head, catalog), { judges, knowledge, date: '2026-11-28' });

/** The plan of a case. */
export const planOfCase = async (folder: string): Promise<Plan> => {
  const catalog = await caseCatalog;
  return planOf(loadSide(folder, 'base', catalog), loadSide(folder, 'head', catalog), catalog);
};

/** All effects of a plan, those on objects that do not differ included. */
export const effectsOf = ({ changes, effects }: Plan): readonly Effect[] => [
  ...changes.flatMap((change) => change.effects),
  ...effects,
];

/** An effect as the cases write it down: severity, object, field, message, then advice and commands, indented. */
export const effectText = ({ severity, object, field, message, advice, commands = [] }: Effect): string =>
  [
    `${severity}: ${describeIdentity(object)}${field === undefined ? '' : ` ${fieldText(field)}`}`,
    `  ${message}`,
    ...(advice === undefined ? [] : [`  → ${advice}`]),
    ...commands.map((command) => `  $ ${command}`),
  ].join('\n');

/** The effects of one rule as text, in an order of their own. */
export const effectsText = (plan: Plan, rule: string): string =>
  effectsOf(plan)
    .filter((effect) => effect.rule === rule)
    .toSorted((a, b) => (identityKey(a.object) < identityKey(b.object) ? -1 : 1))
    .map((effect) => `${effectText(effect)}\n`)
    .join('');
