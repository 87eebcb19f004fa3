import type { Effect } from '../model/effect.ts';
import type { FieldChange } from '../model/field-change.ts';
import type { FieldPath } from '../model/field-path.ts';

const isPrefix = (short: FieldPath, long: FieldPath): boolean =>
  short.length <= long.length && short.every((segment, i) => JSON.stringify(segment) === JSON.stringify(long[i]));

/** Fields that cannot be changed as a whole: what is said of one part of them is true of the others. */
const wholes: readonly FieldPath[] = [
  ['spec', 'selector'],
  ['spec', 'volumeClaimTemplates'],
  ['roleRef'],
  ['parameters'],
  ['data'],
  ['binaryData'],
];

/**
 * What an effect is about. A rule names the first field that causes a restart or makes a new object necessary; every
 * other field of the Pod template, or of what is immutable as a whole, does the same.
 */
const scopeOf = ({ field = [], verb }: Effect): FieldPath => {
  const template = field.indexOf('template');
  if (verb === 'restart') return template === -1 ? field : field.slice(0, template + 1);
  return (verb === 'recreate' && wholes.find((whole) => isPrefix(whole, field))) || field;
};

/**
 * Effects that a changed field causes: of the field itself or of one within it. What a rule says of a whole, such as
 * the schema of a definition, is said of each part only where the whole acts as one.
 */
export const effectsOfField = ({ path }: FieldChange, effects: readonly Effect[]): readonly Effect[] =>
  effects.filter((effect) => {
    const scope = scopeOf(effect);
    if (scope.length === 0) return false;
    return isPrefix(path, scope) || (effect.verb !== undefined && isPrefix(scope, path));
  });

/** Whether an effect counts: nobody accepted it, or the acceptance has expired. */
export const counts = ({ waiver }: Effect): boolean => waiver === undefined || waiver.expired;

/** What is only worth knowing stands below the object and not on the field. */
const isTelling = (effect: Effect): boolean =>
  effect.verb === undefined && effect.severity !== 'info' && counts(effect);

/** What a field does whose change makes a new object necessary. */
export const forcesRecreation = 'forces recreation';

/** The reason that stands on a field, as in `# forces recreation`; undefined when the field has none. */
export const reasonOf = (field: FieldChange, effects: readonly Effect[]): string | undefined => {
  const causes = effectsOfField(field, effects);
  const reasons = [
    causes.some(({ verb }) => verb === 'recreate') ? forcesRecreation : undefined,
    causes.some(({ verb }) => verb === 'restart') ? 'restarts Pods' : undefined,
    ...causes.filter(isTelling).map(({ rule }) => rule),
  ].filter((reason) => reason !== undefined);
  return reasons.length === 0 ? undefined : [...new Set(reasons)].join(', ');
};
