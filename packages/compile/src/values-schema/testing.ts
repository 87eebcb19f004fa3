/** Values drawn from their schema, for property tests of whatever takes values. Used by tests only. */

import type { Json } from '@wildermesser/manifest/template';
import { manifestString, manifestValue, nastyStrings } from '@wildermesser/manifest/testing';
import fc from 'fast-check';
import { dataKey } from './mismatch.ts';
import { toRegExp } from './re2.ts';
import { isList, refName, requiredOf, type Schema, schemaAt, schemaList, schemasIn, typesOf } from './schema.ts';

type Tie = (name: string) => fc.Arbitrary<Json>;

const nesting = fc.createDepthIdentifier();

const limit = (schema: Schema, keyword: string, otherwise: number): number => {
  const held = schema[keyword];
  return typeof held === 'number' ? held : otherwise;
};

/** Numbers that some printer writes in another way, or that a type of another language does not hold. */
const edges = [
  0,
  1,
  -1,
  7,
  80,
  255,
  999_999,
  1_000_000,
  1_000_001,
  1e7,
  20_161_216,
  2 ** 31,
  2 ** 32,
  1e15,
  -1_000_000,
];

const integers = (schema: Schema): fc.Arbitrary<Json> => {
  const low = Math.max(limit(schema, 'minimum', -Infinity), limit(schema, 'exclusiveMinimum', -Infinity) + 1);
  const high = Math.min(limit(schema, 'maximum', Infinity), limit(schema, 'exclusiveMaximum', Infinity) - 1);
  const step = limit(schema, 'multipleOf', 1);
  const [min, max] = [
    Math.ceil(Math.max(low, Number.MIN_SAFE_INTEGER) / step),
    Math.floor(Math.min(high, Number.MAX_SAFE_INTEGER) / step),
  ];
  const known = [...new Set([min, max, ...edges])].filter((edge) => edge >= min && edge <= max);
  const drawn = fc.oneof(fc.constantFrom(...known), fc.integer({ min, max }));
  return drawn.map((times) => times * step + 0).filter((value) => Number.isInteger(value));
};

const floats = (schema: Schema): fc.Arbitrary<Json> => {
  const min = Math.max(limit(schema, 'minimum', -1e15), limit(schema, 'exclusiveMinimum', -1e15));
  const max = Math.min(limit(schema, 'maximum', 1e15), limit(schema, 'exclusiveMaximum', 1e15));
  const minExcluded = min === schema.exclusiveMinimum;
  const maxExcluded = max === schema.exclusiveMaximum;
  const step = schema.multipleOf;
  if (typeof step === 'number') {
    const times = fc.integer({ min: Math.ceil(min / step), max: Math.floor(max / step) });
    return times
      .map((count) => count * step + 0)
      .filter(
        (value) => Number.isInteger(value / step) && !(minExcluded && value === min) && !(maxExcluded && value === max),
      );
  }
  const drawn = fc.double({ min, max, minExcluded, maxExcluded, noNaN: true, noDefaultInfinity: true });
  return drawn.map((value) => value + 0);
};

const cut = (text: string, min: number, max: number): string => {
  const letters = [...text].slice(0, max);
  return letters.join('') + 'x'.repeat(Math.max(0, min - letters.length));
};

const formatted = new Map<string, fc.Arbitrary<string>>([
  ['ipv4', fc.ipV4()],
  ['ipv6', fc.ipV6()],
  ['uuid', fc.uuid()],
  ['hostname', fc.domain()],
  ['uri', fc.webUrl()],
  ['uri-reference', fc.webUrl()],
  ['email', fc.emailAddress()],
  ['date-time', fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString())],
  [
    'date',
    fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((date) => date.toISOString().slice(0, 10)),
  ],
]);

/** RE2's blanks are fewer than JavaScript's: what is drawn has to be a match for both. */
const narrow = (pattern: string): RegExp => toRegExp(pattern.replaceAll('\\s', '[ \\t\\n\\f\\r]')) ?? /^$/;

const strings = (schema: Schema): fc.Arbitrary<Json> => {
  const [min, max] = [limit(schema, 'minLength', 0), limit(schema, 'maxLength', 300)];
  const { pattern, format } = schema;
  if (typeof pattern === 'string') {
    const expression = narrow(pattern);
    const fits = (text: string): boolean => {
      const { length } = [...text];
      return expression.test(text) && length >= min && length <= max && text.isWellFormed();
    };
    const nasty = nastyStrings.filter(fits);
    const drawn = fc.stringMatching(expression).filter(fits);
    return nasty.length === 0 ? drawn : fc.oneof({ arbitrary: drawn, weight: 3 }, fc.constantFrom(...nasty));
  }
  const special = typeof format === 'string' ? formatted.get(format) : undefined;
  return (
    special?.filter(({ length }) => length >= min && length <= max) ?? manifestString.map((text) => cut(text, min, max))
  );
};

const lists = (schema: Schema, tie: Tie): fc.Arbitrary<Json> => {
  const first = schemaList(schema, 'prefixItems').map((item) => draw(item, tie));
  const [min, max] = [limit(schema, 'minItems', 0), limit(schema, 'maxItems', Infinity)];
  if (first.length > 0) {
    const rest = schemaAt(schema, 'items');
    const more =
      rest === undefined ? fc.constant([]) : fc.array(draw(rest, tie), { maxLength: 3, depthIdentifier: nesting });
    return fc
      .tuple(fc.integer({ min: Math.min(min, first.length), max: first.length }), fc.tuple(...first), more)
      .map(([count, items, tail]) => (count < first.length ? items.slice(0, count) : [...items, ...tail]));
  }
  const item = draw(schemaAt(schema, 'items') ?? {}, tie);
  const sized = (from: number, to: number): fc.Arbitrary<Json> => {
    const size = { minLength: from, maxLength: to, depthIdentifier: nesting };
    return schema.uniqueItems === true
      ? fc.uniqueArray(item, { ...size, selector: dataKey })
      : fc.array(item, { ...size, size: 'max' });
  };
  const short = sized(min, Math.min(max, min + 4));
  const isScalar = typesOf(schemaAt(schema, 'items') ?? {}).every((type) => !['object', 'array'].includes(type));
  if (!isScalar || schema.uniqueItems === true || max < 20) return short;
  return fc.oneof({ arbitrary: short, weight: 9 }, sized(Math.max(min, 20), Math.min(max, 40)));
};

const absent = Symbol('absent');

const objects = (schema: Schema, tie: Tie): fc.Arbitrary<Json> => {
  const required = requiredOf(schema);
  const properties = schemasIn(schema, 'properties');
  const named = properties.map(([key, property]): fc.Arbitrary<readonly [string, Json | typeof absent]> => {
    const value = draw(property, tie);
    const drawn = required.includes(key)
      ? value
      : fc.oneof({ maxDepth: 4, depthIdentifier: nesting }, fc.constant(absent), value, value);
    return drawn.map((held) => [key, held] as const);
  });
  const entry = schema.additionalProperties === true ? {} : schemaAt(schema, 'additionalProperties');
  const isOpen = schema.properties === undefined && schema.additionalProperties === undefined;
  const keys = manifestString.filter((key) => !properties.some(([name]) => name === key));
  const entries: fc.Arbitrary<readonly (readonly [string, Json])[]> =
    entry === undefined && !isOpen
      ? fc.constant([])
      : fc.uniqueArray(fc.tuple(keys, draw(entry ?? {}, tie)), {
          maxLength: 4,
          selector: ([key]) => key,
          depthIdentifier: nesting,
        });
  return fc.tuple(fc.tuple(...named), entries).map(([own, others]) => {
    const all = [...own, ...others].filter((one): one is readonly [string, Json] => one[1] !== absent);
    return Object.fromEntries(all);
  });
};

const ofType = (type: string, schema: Schema, tie: Tie): fc.Arbitrary<Json> => {
  switch (type) {
    case 'integer':
      return integers(schema);
    case 'number':
      return floats(schema);
    case 'string':
      return strings(schema);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return lists(schema, tie);
    case 'object':
      return objects(schema, tie);
    default:
      return fc.constant(null);
  }
};

const draw = (schema: Schema, tie: Tie): fc.Arbitrary<Json> => {
  const name = refName(schema);
  if (name !== undefined) return tie(name);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (isList(schema.enum)) return fc.constantFrom(...schema.enum);
  const branches = [...schemaList(schema, 'oneOf'), ...schemaList(schema, 'anyOf')];
  const forms = [
    ...branches.map((branch) => draw(branch, tie)),
    ...typesOf(schema).map((type) => ofType(type, schema, tie)),
  ];
  const [only] = forms;
  if (only === undefined) return manifestValue as fc.Arbitrary<Json>;
  return forms.length === 1 ? only : fc.oneof(...forms);
};

/**
 * Every data that a values schema of this folder admits: nasty strings and keys, numbers at their edges, optional things
 * present and absent, lists that are empty and long. What the schema does not require may be absent, defaults too:
 * `withDefaults` puts these in.
 */
export const valuesArbitrary = (schema: Schema): fc.Arbitrary<Json> => {
  const definitions = schemasIn(schema, '$defs');
  const { $defs: _, ...root } = schema;
  const drawn = fc.letrec<Record<string, Json>>((tie) =>
    Object.fromEntries([
      ...definitions.map(([name, held]) => [`#${name}`, draw(held, (to) => tie(`#${to}`))] as const),
      ['root', draw(root, (to) => tie(`#${to}`))] as const,
    ]),
  );
  return drawn.root as fc.Arbitrary<Json>;
};
