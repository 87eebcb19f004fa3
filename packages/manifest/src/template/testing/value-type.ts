import fc from 'fast-check';
import type { Json, ValueKind } from '../expression.ts';
import type { ValuesSchema } from '../template.ts';

/** What a value of a drawn component may be. */
export type ValueType =
  | Plain
  | { readonly kind: 'list'; readonly of: ValueType }
  | { readonly kind: 'map'; readonly of: ValueType }
  | ObjectType;

interface Plain {
  readonly kind: 'string' | 'integer' | 'boolean' | 'any';
}

interface ObjectType {
  readonly kind: 'object';
  readonly fields: Fields;
}

export type Fields = { readonly [name: string]: { readonly type: ValueType; readonly optional: boolean } };

const must = (type: ValueType) => ({ type, optional: false });
const may = (type: ValueType) => ({ type, optional: true });
const string: ValueType = { kind: 'string' };
const integer: ValueType = { kind: 'integer' };
const boolean: ValueType = { kind: 'boolean' };
const any: ValueType = { kind: 'any' };
const listOf = (of: ValueType): ValueType => ({ kind: 'list', of });
const mapOf = (of: ValueType): ValueType => ({ kind: 'map', of });
const object = (fields: Fields): ValueType => ({ kind: 'object', fields });

/**
 * Every field that a drawn component may read: each type once as a field that is always there and once as one that may
 * be missing; some names are words of Jsonnet or Go, or no identifiers at all. A case keeps those that it uses.
 */
export const fields: Fields = {
  image: must(string),
  'pull-policy': may(string),
  replicas: must(integer),
  port: may(integer),
  enabled: must(boolean),
  self: may(boolean),
  args: must(listOf(string)),
  'extra.args': may(listOf(string)),
  numbers: must(listOf(integer)),
  ports: must(listOf(object({ name: must(string), number: must(integer), protocol: may(string) }))),
  labels: must(mapOf(string)),
  if: may(mapOf(string)),
  storage: must(object({ size: must(string), class: may(string), keep: must(object({ days: may(integer) })) })),
  probe: may(object({ path: must(string), 'after-seconds': may(integer) })),
  extra: must(any),
  $values: may(any),
};

/** How an expression of the type calls itself. */
export const kindOf = (type: ValueType): ValueKind => (type.kind === 'map' ? 'object' : type.kind);

/** JSON Schema of an object with the fields, closed. */
export const schemaOf = (of: Fields): ValuesSchema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(of).filter((name) => !of[name]?.optional),
  properties: Object.fromEntries(Object.entries(of).map(([name, { type }]) => [name, typeSchema(type)])),
});

const typeSchema = (type: ValueType): Json => {
  if (type.kind === 'any') return {};
  if (type.kind === 'list') return { type: 'array', items: typeSchema(type.of) };
  if (type.kind === 'map') return { type: 'object', additionalProperties: typeSchema(type.of) };
  return 'fields' in type ? schemaOf(type.fields) : { type: type.kind };
};

/** Whole numbers that other number formats print badly or lose. */
export const safeInteger: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, 1, -1, 80, 999999, 1e6, 1e6 + 1, 1e15, 123456789012345, 2 ** 31, 2 ** 53 - 1, 1 - 2 ** 53),
  fc.integer({ min: -100, max: 100 }),
  fc.maxSafeInteger(),
);

const list = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.array(of, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(of, { minLength: 12, maxLength: 20 }) },
  );

const map = <T>(text: fc.Arbitrary<string>, of: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  list(fc.tuple(mapKey(text), of)).map((entries) => Object.fromEntries(entries));

/** Keys of maps: any text but the one name that no JavaScript object takes as an ordinary key. */
export const mapKey = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .oneof(fc.constantFrom('a', 'b', 'app.kubernetes.io/name', 'Z', '10', '9'), text)
    .filter((key) => key !== '__proto__');

const anyData = (text: fc.Arbitrary<string>): fc.Arbitrary<Json> =>
  fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.oneof(text, safeInteger, fc.boolean(), fc.constantFrom(0.5, -1.25)),
      fc.array(tie('json'), { maxLength: 3 }),
      map(text, tie('json')),
    ),
  })).json;

/** Data of the type; optional fields are there, missing, or null where `nullable`. */
export const dataOf = (type: ValueType, text: fc.Arbitrary<string>, nullable = false): fc.Arbitrary<Json> => {
  if (type.kind === 'string') return text;
  if (type.kind === 'integer') return safeInteger;
  if (type.kind === 'boolean') return fc.boolean();
  if (type.kind === 'any') return anyData(text);
  if (type.kind === 'list') return list(dataOf(type.of, text));
  if (type.kind === 'map') return map(text, dataOf(type.of, text));
  return objectOf((type as ObjectType).fields, text, nullable);
};

/** An object with the fields. */
export const objectOf = (of: Fields, text: fc.Arbitrary<string>, nullable: boolean): fc.Arbitrary<Json> => {
  const members = Object.entries(of).map(([name, { type, optional }]) => {
    const value = dataOf(type, text, nullable);
    return [name, optional && nullable ? fc.oneof(fc.constant(null), value) : value] as const;
  });
  return fc.record(Object.fromEntries(members), {
    requiredKeys: Object.keys(of).filter((name) => !of[name]?.optional),
    noNullPrototype: true,
  }) as fc.Arbitrary<Json>;
};
