import { identityKey, identityOf, type Manifest } from '@wildermesser/manifest';
import type { Effect, FieldChange, ObjectChange, Plan, Severity, SideObject, Verb } from '../../src/index.ts';
import { severities, verbs, worstSeverity } from '../../src/index.ts';

/** What a test says about an object that differs; the rest follows from it. */
export interface Situation {
  readonly verb: Verb;
  readonly application?: string;
  readonly base?: Manifest;
  readonly head?: Manifest;
  readonly fields?: readonly FieldChange[];
  readonly effects?: readonly Omit<Effect, 'object'>[];
  readonly baseApplication?: string;
  readonly similarity?: number;
}

const side = (manifest: Manifest, application: string): SideObject => {
  const identity = identityOf(manifest);
  const file = `${identity.kind.toLowerCase()}-${identity.name}.yaml`;
  return {
    identity,
    manifest,
    application,
    generated: { file: `generated/${application}/${file}`, line: 1 },
    source: { file: `packages/${application}/src/${identity.name}.ts`, line: 12 },
  };
};

const counting = (effect: Effect): boolean => effect.waiver === undefined || effect.waiver.expired;

/** An object that differs. */
export const changeOf = (situation: Situation): ObjectChange => {
  const { verb, application = 'shop', baseApplication = application, fields = [], similarity } = situation;
  const base = situation.base && side(situation.base, baseApplication);
  const head = situation.head && side(situation.head, application);
  const identity = (head ?? base)?.identity;
  if (identity === undefined) throw new Error('a situation has a base or a head');
  const effects = (situation.effects ?? []).map((effect) => ({ ...effect, object: identity }));
  const severity = worstSeverity(effects.filter(counting).map((effect) => effect.severity));
  const match = similarity === undefined ? ({ by: 'identity' } as const) : ({ by: 'similarity', similarity } as const);
  return {
    verb,
    identity,
    ...(base === undefined ? {} : { base }),
    ...(head === undefined ? {} : { head }),
    ...(base !== undefined && head !== undefined ? { match } : {}),
    fields,
    effects,
    ...(severity === undefined ? {} : { severity }),
  };
};

const tally = <Key extends string>(keys: readonly Key[], of: (key: Key) => number): Record<Key, number> =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, number>;

/** A plan with these changes, its sums made from them. */
export const planOf = (changes: readonly ObjectChange[], more: Partial<Plan> = {}): Plan => {
  const all = [...changes.flatMap(({ effects }) => effects), ...(more.effects ?? [])];
  const applications = [...new Set(changes.map(({ head, base }) => (head ?? base)?.application ?? ''))].sort();
  const none = { base: 0, head: 0 };
  return {
    base: 'main (1a2b3c4)',
    head: 'work tree',
    date: '2026-11-28',
    kubernetes: '1.36',
    changes: [...changes].sort((a, b) => (identityKey(a.identity) < identityKey(b.identity) ? -1 : 1)),
    effects: [],
    applications: applications.map((name) => {
      const own = changes.filter(({ head, base }) => (head ?? base)?.application === name);
      const worst = worstSeverity(
        own.flatMap(({ severity }): Severity[] => (severity === undefined ? [] : [severity])),
      );
      return {
        name,
        status: 'changed' as const,
        verbs: Object.fromEntries(
          verbs
            .map((verb) => [verb, own.filter((change) => change.verb === verb).length] as const)
            .filter(([, amount]) => amount > 0),
        ),
        ...(worst === undefined ? {} : { severity: worst }),
      };
    }),
    counts: {
      verbs: tally(verbs, (verb) => changes.filter((change) => change.verb === verb).length),
      severities: tally(
        severities,
        (severity) => all.filter((effect) => counting(effect) && effect.severity === severity).length,
      ),
      waived: all.filter(({ waiver }) => waiver !== undefined && !waiver.expired).length,
      expired: all.filter(({ waiver }) => waiver?.expired === true).length,
      unchangedObjects: 4,
      unchangedApplications: 21,
      noise: {},
    },
    cost: { cpu: none, memory: none, storage: none, pods: none },
    timeline: [],
    findings: [],
    ...more,
  };
};
