import type { Effect } from '../model/effect.ts';
import type { FieldChange } from '../model/field-change.ts';
import type { FieldPath } from '../model/field-path.ts';

const isPrefix = (short: FieldPath, long: FieldPath): boolean =>
  short.length <= long.length && short.every((segment, i) => JSON.stringify(segment) === JSON.stringify(long[i]));

/** Effects that a changed field causes: of the field itself, of one around it or of one within it. */
export const effectsOfField = ({ path }: FieldChange, effects: readonly Effect[]): readonly Effect[] =>
  effects.filter(
    ({ field }) => field !== undefined && field.length > 0 && (isPrefix(field, path) || isPrefix(path, field)),
  );

/** Whether an effect counts: nobody accepted it, or the acceptance has expired. */
export const counts = ({ waiver }: Effect): boolean => waiver === undefined || waiver.expired;

/** What a field does whose change makes a new object necessary. */
export const forcesRecreation = 'forces recreation';

/** The reason that stands on a field, as in `# forces recreation`; undefined when the field has none. */
export const reasonOf = (field: FieldChange, effects: readonly Effect[]): string | undefined => {
  const causes = effectsOfField(field, effects);
  const reasons = [
    causes.some(({ verb }) => verb === 'recreate') ? forcesRecreation : undefined,
    causes.some(({ verb }) => verb === 'restart') ? 'restarts Pods' : undefined,
    ...causes.filter((effect) => effect.verb === undefined && counts(effect)).map(({ rule }) => rule),
  ].filter((reason) => reason !== undefined);
  return reasons.length === 0 ? undefined : [...new Set(reasons)].join(', ');
};
