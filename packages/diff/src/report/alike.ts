import type { Effect } from '../model/effect.ts';
import type { ObjectChange } from '../model/object-change.ts';
import type { Plan } from '../model/plan.ts';
import { isNoise } from './counting.ts';
import { originText } from './object-words.ts';

/** Objects that share a change from this many on are shown once. */
const fewest = 3;

const effectFacts = ({ rule, severity, field, message, advice, commands, verb, waiver }: Effect): unknown[] => [
  rule,
  severity,
  field,
  message,
  advice,
  commands,
  verb,
  waiver,
];

/**
 * A text that changes share when a reader learns nothing from the second: the same fields from the same values to the
 * same values, with the same effects. Undefined for what is looked at one by one. Of secret values nobody can say that
 * they are the same.
 */
const alikeKey = (change: ObjectChange): string | undefined => {
  const { verb, fields, effects } = change;
  const isInPlace = verb === 'change' || verb === 'restart' || verb === 'recreate';
  if (!isInPlace || isNoise(change) || fields.length === 0 || originText(change) !== undefined) return undefined;
  if (fields.some(({ secret }) => secret === true)) return undefined;
  const facts = fields.map(({ path, kind, before, after, noise, note }) =>
    noise === undefined ? [path, kind, before, after, note] : noise,
  );
  return JSON.stringify([verb, facts, effects.map(effectFacts)]);
};

/** Which of some changes are alike. The first of each kind, in the given order, stands for the others. */
export interface Alike {
  /** Those that a change stands for; empty for most. */
  readonly others: (change: ObjectChange) => readonly ObjectChange[];
  /** The change that stands for this one; undefined when it is shown itself. */
  readonly first: (change: ObjectChange) => ObjectChange | undefined;
}

/** Finds changes that are alike, in the order in which they are going to be shown. */
export const findAlike = (changes: readonly ObjectChange[]): Alike => {
  const kinds = new Map<string, ObjectChange[]>();
  for (const change of changes) {
    const key = alikeKey(change);
    if (key === undefined) continue;
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, [change]);
    else known.push(change);
  }
  const others = new Map<ObjectChange, readonly ObjectChange[]>();
  const firsts = new Map<ObjectChange, ObjectChange>();
  for (const [first, ...rest] of kinds.values()) {
    if (first === undefined || rest.length + 1 < fewest) continue;
    others.set(first, rest);
    for (const change of rest) firsts.set(change, first);
  }
  return { others: (change) => others.get(change) ?? [], first: (change) => firsts.get(change) };
};

/** A change that is shown, and those that need nothing but their names. */
export interface ShownChange {
  readonly first: ObjectChange;
  /** Whether `first` is shown here; else another Application has it, and only the others are here. */
  readonly isHere: boolean;
  readonly others: readonly ObjectChange[];
}

/** The changes of one Application as they are shown; noise is not among them. */
export const shownChanges = (changes: readonly ObjectChange[], alike: Alike): readonly ShownChange[] => {
  const own = new Set(changes);
  const told = new Set<ObjectChange>();
  return changes.flatMap((change): ShownChange[] => {
    if (isNoise(change)) return [];
    const first = alike.first(change);
    if (first === undefined)
      return [{ first: change, isHere: true, others: alike.others(change).filter((other) => own.has(other)) }];
    if (own.has(first) || told.has(first)) return [];
    told.add(first);
    return [{ first, isHere: false, others: alike.others(first).filter((other) => own.has(other)) }];
  });
};

/** An effect of a list, and how many more objects have just the same. */
export interface ListedEffect {
  readonly effect: Effect;
  readonly others: number;
}

/** All effects of a plan, those of changes that are alike once. */
export const effectsOnce = ({ changes, effects }: Plan, alike: Alike): readonly ListedEffect[] => [
  ...changes
    .filter((change) => alike.first(change) === undefined)
    .flatMap((change) => change.effects.map((effect) => ({ effect, others: alike.others(change).length }))),
  ...effects.map((effect) => ({ effect, others: 0 })),
];
