import { type Fields, fieldsOf, recordsOf, sameData, textOf, textsOf } from '../reading/fields.ts';

/** One way in which a schema takes less than before. */
export interface Narrowing {
  /** `spec.size`. */
  readonly path: string;
  readonly text: string;
  /** The value is dropped without an error. */
  readonly isSilent?: true;
}

type Bound = readonly [keyword: string, tighter: (before: number, after: number) => boolean, text: string];

const higher = (before: number, after: number): boolean => after > before;
const lower = (before: number, after: number): boolean => after < before;

const bounds: readonly Bound[] = [
  ['minimum', higher, 'must be at least'],
  ['maximum', lower, 'must be at most'],
  ['minLength', higher, 'must have a length of at least'],
  ['maxLength', lower, 'must have a length of at most'],
  ['minItems', higher, 'must have at least this many entries:'],
  ['maxItems', lower, 'must have at most this many entries:'],
  ['minProperties', higher, 'must have at least this many keys:'],
  ['maxProperties', lower, 'must have at most this many keys:'],
];

/** Everything that one schema takes and another does not, field by field. */
export const narrowings = (before: Fields, after: Fields, path = ''): readonly Narrowing[] => [
  ...ownNarrowings(before, after, path),
  ...propertyNarrowings(before, after, path),
  ...(before.items === undefined || after.items === undefined
    ? []
    : narrowings(fieldsOf(before.items), fieldsOf(after.items), `${path}[]`)),
  ...(typeof before.additionalProperties === 'object' && typeof after.additionalProperties === 'object'
    ? narrowings(fieldsOf(before.additionalProperties), fieldsOf(after.additionalProperties), `${path}.*`)
    : []),
];

const ownNarrowings = (before: Fields, after: Fields, path: string): readonly Narrowing[] => {
  const at = path === '' ? 'the object' : path;
  const found: Narrowing[] = [];
  const say = (text: string): void => void found.push({ path: at, text });
  const [type, newType] = [textOf(before.type), textOf(after.type)];
  if (newType !== '' && type !== newType && !(type === 'integer' && newType === 'number'))
    say(`${at} becomes ${newType}${type === '' ? '' : `, it was ${type}`}`);
  const values = Array.isArray(before.enum) ? before.enum : undefined;
  if (Array.isArray(after.enum)) {
    const allowed: readonly unknown[] = after.enum;
    const lost = values?.filter((value) => !allowed.some((other) => sameData(value, other)));
    if (lost === undefined) say(`${at} takes only ${allowed.map(String).join(', ')}`);
    else if (lost.length > 0) say(`${at} no longer takes ${lost.map(String).join(', ')}`);
  }
  if (textOf(after.pattern) !== '' && before.pattern !== after.pattern)
    say(`${at} must match ${textOf(after.pattern)}`);
  if (textOf(after.format) !== '' && before.format !== after.format) say(`${at} must be a ${textOf(after.format)}`);
  if (before.nullable === true && after.nullable !== true) say(`${at} can no longer be null`);
  for (const [keyword, tighter, text] of bounds) {
    const [from, to] = [before[keyword], after[keyword]];
    if (typeof to === 'number' && (typeof from !== 'number' || tighter(from, to))) say(`${at} ${text} ${to}`);
  }
  const rules = recordsOf(before['x-kubernetes-validations']).map(({ rule }) => rule);
  for (const { rule, message } of recordsOf(after['x-kubernetes-validations']))
    if (!rules.includes(rule)) say(`${at} must satisfy ${textOf(message) || textOf(rule)}`);
  return found;
};

const propertyNarrowings = (before: Fields, after: Fields, path: string): readonly Narrowing[] => {
  const [old, now] = [fieldsOf(before.properties), fieldsOf(after.properties)];
  const within = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const keepsUnknown =
    after['x-kubernetes-preserve-unknown-fields'] === true || after.additionalProperties !== undefined;
  const required = textsOf(before.required);
  return [
    ...textsOf(after.required)
      .filter((key) => !required.includes(key) && fieldsOf(now[key]).default === undefined)
      .map((key) => ({ path: within(key), text: `${within(key)} must be written` })),
    ...Object.keys(old).flatMap((key): readonly Narrowing[] => {
      if (Object.hasOwn(now, key)) return narrowings(fieldsOf(old[key]), fieldsOf(now[key]), within(key));
      return keepsUnknown
        ? []
        : [{ path: within(key), text: `${within(key)} is dropped from every object that is written`, isSilent: true }];
    }),
    ...(before['x-kubernetes-preserve-unknown-fields'] === true && !keepsUnknown
      ? [
          {
            path: path || 'the object',
            text: `unknown fields of ${path || 'the object'} are dropped from every object that is written`,
            isSilent: true,
          } as const,
        ]
      : []),
  ];
};
