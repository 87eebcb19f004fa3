import type { FieldChange } from '../../model/field-change.ts';
import type { PathSegment } from '../../model/field-path.ts';
import type { Json, JsonMap } from '../../model/json.ts';
import { fieldsOf } from './fields.ts';

/** A path of keys, where `*` is any key and any entry of a list: `spec.template.spec.containers.*.image`. */
export type FieldPattern = string | readonly string[];

const split = new Map<string, readonly string[]>();

/** The patterns stand in the rules, and each is asked of every changed field. */
const stepsOf = (pattern: FieldPattern): readonly string[] => {
  if (typeof pattern !== 'string') return pattern;
  const steps = split.get(pattern) ?? pattern.split('.');
  split.set(pattern, steps);
  return steps;
};

const fits = (segment: PathSegment, step: string): boolean => step === '*' || segment === step;

/** Whether something is at the rest of a pattern within a value. */
const holds = (value: unknown, rest: readonly string[]): boolean => {
  const [step, ...further] = rest;
  if (step === undefined) return value !== undefined;
  if (Array.isArray(value)) return step === '*' && value.some((entry) => holds(entry, further));
  const fields = fieldsOf(value);
  return step === '*'
    ? Object.values(fields).some((entry) => holds(entry, further))
    : Object.hasOwn(fields, step) && holds(fields[step], further);
};

/** Whether a change is of the field, of something below it, or of something above that has the field in it. */
export const touches = (field: FieldChange, pattern: FieldPattern): boolean => {
  const steps = stepsOf(pattern);
  const length = Math.min(steps.length, field.path.length);
  for (let index = 0; index < length; index++) {
    const [segment, step] = [field.path[index], steps[index]];
    if (segment === undefined || step === undefined || !fits(segment, step)) return false;
  }
  const rest = steps.slice(field.path.length);
  return rest.length === 0 || holds(field.before, rest) || holds(field.after, rest);
};

/** Whether a change is of the field or of something below it. */
export const isWithin = (field: FieldChange, pattern: FieldPattern): boolean =>
  stepsOf(pattern).length <= field.path.length && touches(field, pattern);

/** The first change that touches one of the fields. */
export const changeOf = (
  fields: readonly FieldChange[],
  ...patterns: readonly FieldPattern[]
): FieldChange | undefined => fields.find((field) => patterns.some((pattern) => touches(field, pattern)));

/** The changes of single values that a change of a whole subtree is made of; what is there on both sides is one itself. */
export const leavesOf = (field: FieldChange): readonly FieldChange[] => {
  const { path, before, after } = field;
  const value = field.kind === 'added' ? after : field.kind === 'removed' ? before : undefined;
  const below: readonly (readonly [PathSegment, Json])[] = Array.isArray(value)
    ? value.map((entry: Json, index) => [{ by: 'index', index }, entry] as const)
    : Object.entries(fieldsOf(value) as JsonMap);
  if (below.length === 0) return [field];
  return below.flatMap(([segment, entry]) =>
    leavesOf({
      ...field,
      path: [...path, segment],
      ...(field.kind === 'added' ? { after: entry } : { before: entry }),
    }),
  );
};
