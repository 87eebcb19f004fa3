import { type Fields, fieldsOf, recordsOf, sameData, textOf, textsOf } from '../reading/fields.ts';

/** One way in which a schema takes less than before. */
export interface Narrowing {
  /** `spec.size`. */
  readonly path: string;
  readonly text: string;
  /** Where the schema says so, from its top: `['properties', 'spec', 'minimum']`. */
  readonly at: readonly string[];
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

/** A place in a schema, and what it describes. */
interface Place {
  readonly path: string;
  readonly at: readonly string[];
}

const below = ({ path, at }: Place, key: string): Place => ({
  path: path === '' ? key : `${path}.${key}`,
  at: [...at, 'properties', key],
});

/** Everything that one schema takes and another does not, field by field. */
export const narrowings = (
  before: Fields,
  after: Fields,
  place: Place = { path: '', at: [] },
): readonly Narrowing[] => {
  const [items, more] = ['items', 'additionalProperties'].map((key) => [before[key], after[key]].map(fieldsOf));
  return [
    ...ownNarrowings(before, after, place),
    ...propertyNarrowings(before, after, place),
    ...bothSides(items, { path: `${place.path}[]`, at: [...place.at, 'items'] }),
    ...bothSides(more, { path: `${place.path}.*`, at: [...place.at, 'additionalProperties'] }),
  ];
};

const bothSides = (sides: readonly Fields[] | undefined, place: Place): readonly Narrowing[] => {
  const [before = {}, after = {}] = sides ?? [];
  return Object.keys(before).length === 0 || Object.keys(after).length === 0 ? [] : narrowings(before, after, place);
};

const ownNarrowings = (before: Fields, after: Fields, { path, at }: Place): readonly Narrowing[] => {
  const what = path === '' ? 'the object' : path;
  const found: Narrowing[] = [];
  const say = (keyword: string, text: string): void =>
    void found.push({ path: what, text: `${what} ${text}`, at: [...at, keyword] });
  const [type, newType] = [textOf(before.type), textOf(after.type)];
  if (newType !== '' && type !== newType && !(type === 'integer' && newType === 'number'))
    say('type', `becomes ${newType}${type === '' ? '' : `, it was ${type}`}`);
  if (Array.isArray(after.enum)) {
    const allowed: readonly unknown[] = after.enum;
    const values = Array.isArray(before.enum) ? before.enum : undefined;
    const lost = values?.filter((value) => !allowed.some((other) => sameData(value, other)));
    if (lost === undefined) say('enum', `takes only ${allowed.map(String).join(', ')}`);
    else if (lost.length > 0) say('enum', `no longer takes ${lost.map(String).join(', ')}`);
  }
  for (const [keyword, text] of [
    ['pattern', 'must match'],
    ['format', 'must be a'],
  ] as const)
    if (textOf(after[keyword]) !== '' && before[keyword] !== after[keyword])
      say(keyword, `${text} ${textOf(after[keyword])}`);
  if (before.nullable === true && after.nullable !== true) say('nullable', 'can no longer be null');
  for (const [keyword, tighter, text] of bounds) {
    const [from, to] = [before[keyword], after[keyword]];
    if (typeof to === 'number' && (typeof from !== 'number' || tighter(from, to))) say(keyword, `${text} ${to}`);
  }
  const rules = recordsOf(before['x-kubernetes-validations']).map(({ rule }) => rule);
  for (const { rule, message } of recordsOf(after['x-kubernetes-validations']))
    if (!rules.includes(rule)) say('x-kubernetes-validations', `must satisfy: ${textOf(message) || textOf(rule)}`);
  return found;
};

const propertyNarrowings = (before: Fields, after: Fields, place: Place): readonly Narrowing[] => {
  const [old, now] = [fieldsOf(before.properties), fieldsOf(after.properties)];
  const keepsUnknown =
    after['x-kubernetes-preserve-unknown-fields'] === true || after.additionalProperties !== undefined;
  const required = textsOf(before.required);
  const silent = (path: string, what: string, at: readonly string[]): Narrowing => ({
    path,
    text: `${what} dropped from every object that is written`,
    at,
    isSilent: true,
  });
  return [
    ...textsOf(after.required)
      .filter((key) => !required.includes(key) && fieldsOf(now[key]).default === undefined)
      .map((key) => below(place, key).path)
      .map((path) => ({ path, text: `${path} must be written`, at: [...place.at, 'required'] })),
    ...Object.keys(old).flatMap((key): readonly Narrowing[] => {
      const inner = below(place, key);
      if (Object.hasOwn(now, key)) return narrowings(fieldsOf(old[key]), fieldsOf(now[key]), inner);
      return keepsUnknown ? [] : [silent(inner.path, `${inner.path} is`, inner.at)];
    }),
    ...(before['x-kubernetes-preserve-unknown-fields'] === true && !keepsUnknown
      ? [silent(place.path, `unknown fields of ${place.path || 'the object'} are`, place.at)]
      : []),
  ];
};
