import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readInterfaces } from './read-interfaces.ts';
import { isObject, type Schema } from './schema.ts';

const whole = { minimum: -9007199254740991, maximum: 9007199254740991 };
const closed = (properties: Schema, required: readonly string[] = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  ...(required.length === 0 ? {} : { required }),
  additionalProperties: false,
});
const text = { type: 'string' };
const meta = "import type { IntOrString, Quantity } from '@wildermesser/manifest/meta/v1.types';";
const quantity = {
  description: 'An amount as Kubernetes writes it: 500m, 1.5, 128Mi, 2G.',
  type: ['integer', 'string'],
  ...whole,
  pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,3})?$',
};

/** What `x` is written as, and its schema. A text with `Values` in it is the whole file. */
const rows: readonly (readonly [situation: string, text: string, schema: Schema])[] = [
  ['a string', 'x: string', text],
  ['a boolean', 'x: boolean', { type: 'boolean' }],
  ['a number is whole and no larger than a double tells apart', 'x: number', { type: 'integer', ...whole }],
  ['a number tagged @float', '/** @float */ x: number', { type: 'number' }],
  ['a number tagged @float with a bound', '/** @float @minimum 0.5 */ x: number', { type: 'number', minimum: 0.5 }],
  ['a lower bound replaces the usual one', '/** @minimum 1 */ x: number', { type: 'integer', ...whole, minimum: 1 }],
  [
    'an exclusive bound replaces the usual one',
    '/** @exclusiveMaximum 10 */ x: number',
    { type: 'integer', minimum: whole.minimum, exclusiveMaximum: 10 },
  ],
  ['anything', 'x: any', {}],
  ['something unknown', 'x: unknown', {}],
  ['any object', 'x: object', { type: 'object' }],
  ['a literal', "x: 'a'", { type: 'string', const: 'a' }],
  ['a literal number', 'x: 3', { type: 'integer', const: 3 }],
  ['a negative literal', 'x: -1', { type: 'integer', const: -1 }],
  ['a literal boolean', 'x: true', { type: 'boolean', const: true }],
  ['literals, sorted by bytes', "x: 'b' | 'a'", { type: 'string', enum: ['a', 'b'] }],
  ['literal numbers, sorted as numbers', 'x: 10 | 9', { type: 'integer', enum: [9, 10] }],
  ['literals of two types', "x: 'auto' | 1", { type: ['integer', 'string'], enum: [1, 'auto'] }],
  ['literals or null', "x: 'a' | null", { type: ['string', 'null'], enum: ['a', null] }],
  ['a nullable string', 'x: string | null', { type: ['string', 'null'] }],
  ['a nullable boolean', 'x: boolean | null', { type: ['boolean', 'null'] }],
  ['a nullable list', 'x: string[] | null', { type: ['array', 'null'], items: text }],
  ['a nullable object', 'x: { a: string } | null', { anyOf: [closed({ a: text }), { type: 'null' }] }],
  ['a list', 'x: string[]', { type: 'array', items: text }],
  ['a readonly list', 'x: readonly string[]', { type: 'array', items: text }],
  ['a list by its name', 'x: ReadonlyArray<string>', { type: 'array', items: text }],
  [
    'a list with limits',
    '/** @minItems 1 @maxItems 3 @uniqueItems */ x: string[]',
    { type: 'array', items: text, minItems: 1, maxItems: 3, uniqueItems: true },
  ],
  [
    'a tuple',
    'x: readonly [string, boolean]',
    { type: 'array', prefixItems: [text, { type: 'boolean' }], minItems: 2, maxItems: 2 },
  ],
  [
    'a tuple with an optional item and a rest',
    'x: [string, boolean?, ...string[]]',
    { type: 'array', prefixItems: [text, { type: 'boolean' }], items: text, minItems: 1 },
  ],
  ['an object', 'x: { a: string; b: boolean }', closed({ a: text, b: { type: 'boolean' } })],
  ['an optional property', 'x: { a?: string }', { ...closed({ a: text }, []), default: {} }],
  ['a property that may be undefined', 'x: { b: string; a: string | undefined }', closed({ b: text, a: text }, ['b'])],
  ['a property that nothing can be given for', 'x: { a: string; b?: never }', closed({ a: text })],
  ['a map', 'x: Record<string, string>', { type: 'object', additionalProperties: text }],
  ['a readonly map', 'x: Readonly<Record<string, string>>', { type: 'object', additionalProperties: text }],
  ['an index signature', 'x: { [key: string]: string }', { type: 'object', additionalProperties: text }],
  [
    'an index signature beside a property',
    'x: { a: string; [key: string]: string }',
    { type: 'object', properties: { a: text }, required: ['a'], additionalProperties: text },
  ],
  ['a record of known keys', "x: Record<'b' | 'a', string>", closed({ a: text, b: text })],
  ['an intersection is merged', 'x: { a: string } & { b: string }', closed({ a: text, b: text })],
  ['a string that keeps its completions', 'x: string & {}', text],
  [
    'part of an interface, in the order of that',
    "interface I { c: string; b: string; a: string } interface Values { x: Pick<I, 'a' | 'c'> }",
    closed({ c: text, a: text }),
  ],
  [
    'an interface that extends another',
    'interface A { a: string } interface B extends A { b: string } interface Values { x: B }',
    closed({ b: text, a: text }),
  ],
  [
    'a generic type is read with its arguments',
    'interface Box<T> { held: T } interface Values { x: Box<string> }',
    closed({ held: text }),
  ],
  [
    'a discriminated union, sorted',
    "x: { type: 'file'; path: string } | { type: 'empty' }",
    {
      oneOf: [
        closed({ type: { type: 'string', const: 'empty' } }),
        closed({ type: { type: 'string', const: 'file' }, path: text }),
      ],
    },
  ],
  [
    'a union told apart by a boolean',
    'x: { on: false } | { on: true; size: string }',
    {
      oneOf: [
        closed({ on: { type: 'boolean', const: false } }),
        closed({ on: { type: 'boolean', const: true }, size: text }),
      ],
    },
  ],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a type
  ['a template of a number', 'x: `${number}Mi`', { type: 'string', pattern: '^-?[0-9]+(?:\\.[0-9]+)?Mi$' }],
  [
    'templates with alternatives and special characters',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a type
    "x: `${'a' | 'b'}.${string}`",
    { type: 'string', pattern: '^(?:a\\.[\\s\\S]*|b\\.[\\s\\S]*)$' },
  ],
  ['a quantity', `${meta} interface Values { x: Quantity }`, quantity],
  [
    'an optional map of quantities',
    `${meta} interface Values { x?: Readonly<Record<string, Quantity>> }`,
    { type: 'object', additionalProperties: quantity },
  ],
  [
    'a number or a string',
    `${meta} interface Values { x: IntOrString }`,
    { description: 'A number, or a name or percentage.', type: ['integer', 'string'], ...whole },
  ],
  [
    'limits of a named type, in a list of it',
    '/** @minimum 1 @maximum 65535 */ type Port = number; interface Values { x: readonly Port[] }',
    { type: 'array', items: { type: 'integer', minimum: 1, maximum: 65535 } },
  ],
  [
    'limits of a named type, in a map of it that may be null',
    '/** @pattern ^[a-z]+$ */ type Name = string; interface Values { x?: Readonly<Record<string, Name | null>> }',
    { type: 'object', additionalProperties: { type: ['string', 'null'], pattern: '^[a-z]+$' } },
  ],
  [
    "a property's own tag over that of its named type",
    '/** @minimum 1 @maximum 65535 */ type Port = number; interface Values { /** @minimum 1024 */ x: Port }',
    { type: 'integer', minimum: 1024, maximum: 65535 },
  ],
  [
    'words, an example and a deprecation',
    '/**\n * Where it is. See {@link y}.\n *\n * More.\n * @example "a"\n * @deprecated use y\n */\n x: string',
    {
      description: 'Where it is. See y.\n\nMore.\n\nDeprecated: use y',
      deprecated: true,
      type: 'string',
      examples: ['a'],
    },
  ],
  [
    'several tags on one line, and an @ that is none',
    '/** Mail to a @b. @minLength 1 @pattern ^.+@.+$ @format email */ x: string',
    { description: 'Mail to a @b.', type: 'string', minLength: 1, pattern: '^.+@.+$', format: 'email' },
  ],
  [
    'a default on several lines',
    'x: {\n  /**\n   * @default {\n   *   "b": 1\n   * }\n   */\n  a: Record<string, number> }',
    {
      ...closed({ a: { type: 'object', additionalProperties: { type: 'integer', ...whole }, default: { b: 1 } } }, []),
      default: { a: { b: 1 } },
    },
  ],
];

const types = readInterfaces(rows.map(([, source]) => source));

describe('the schema of', () => {
  for (const [i, [situation, , expected]] of rows.entries()) {
    test(situation, () => {
      const read = types[i];
      assert.deepEqual(read?.findings, []);
      const { properties } = read.schema;
      assert.ok(isObject(properties));
      assert.deepEqual(properties.x, expected);
    });
  }
});

test('a type that holds itself refers to itself', () => {
  const [tree] = readInterfaces([
    'interface Tree { name: string; children?: readonly Tree[] } interface Values { x: Tree }',
  ]);
  assert.deepEqual(tree?.findings, []);
  assert.deepEqual(tree.schema.properties, { x: { $ref: '#/$defs/Tree' } });
  const children = { type: 'array', items: { $ref: '#/$defs/Tree' } };
  assert.deepEqual(tree.schema.$defs, { Tree: closed({ name: text, children }, ['name']) });
});

test('what is used twice is defined once, two types of one name apart', () => {
  const [twice] = readInterfaces([
    'interface Box<T> { held: T } interface Values { a: Box<string>; b: Box<string>; c: Box<boolean>; d?: Box<boolean> }',
  ]);
  assert.deepEqual(Object.keys((twice?.schema.$defs ?? {}) as Schema), ['BoxBoolean', 'BoxString']);
});

test('a whole PodSpec has a schema of a size that one can send about', () => {
  const [pod] = readInterfaces([
    "import type { PodSpec } from '@wildermesser/manifest/core/v1.types'; interface Values { pod: PodSpec }",
  ]);
  assert.deepEqual(pod?.findings, []);
  const size = JSON.stringify(pod.schema).length;
  assert.ok(size < 50_000, `${size} characters`);
  assert.deepEqual(pod.defaults, {}, 'what the API server adds is no default of the values');
});

test('whole kinds of the API and of custom resources have schemas, whatever is odd in them left open', () => {
  const kinds = [
    ['apps/v1', 'Deployment'],
    ['batch/v1', 'CronJob'],
    ['apiextensions/v1', 'CustomResourceDefinition'],
    ['monitoring/v1', 'PrometheusRule'],
    ['cert-manager/v1', 'Issuer'],
  ];
  const read = readInterfaces(
    kinds.map(
      ([group, kind]) =>
        `import type { ${kind} } from '@wildermesser/manifest/${group}.types'; interface Values { x?: ${kind} }`,
    ),
  );
  assert.deepEqual(
    read.flatMap(({ findings }) => findings),
    [],
  );
  assert.ok(read.every(({ schema }) => JSON.stringify(schema).includes('"apiVersion"')));
});

test('keys, unions and definitions come out the same in every process, whatever was read before', () => {
  const source = "interface Values { x: 'b' | 'a'; y: Record<'d' | 'c', string>; z: { k: 'n' } | { k: 'm' } }";
  const [first] = readInterfaces([source]);
  const [, second] = readInterfaces(["interface Values { a: 'm' | 'a' | 'd'; b: 'b'; c: 'c' | 'n' }", source]);
  assert.equal(JSON.stringify(first), JSON.stringify(second));
});
