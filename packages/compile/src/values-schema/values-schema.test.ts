import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Json } from '@wildermesser/manifest/template';
import { readInterfaces } from './read-interfaces.ts';

/** A type that is refused, and what is said: code, line, message, advice. */
const refusals: readonly (readonly [text: string, code: string, line: number, message: string, advice: string])[] = [
  [
    'f: () => void',
    'unsupported-type',
    1,
    '`f` is a function, which data cannot hold',
    'let values be data, and put the code into the component',
  ],
  [
    'f(): void',
    'unsupported-type',
    1,
    '`f` is a function, which data cannot hold',
    'let values be data, and put the code into the component',
  ],
  [
    'a: string;\n  b: bigint',
    'unsupported-type',
    2,
    '`b` is a bigint, which JSON does not have',
    'use a number, or a string for more than 2^53',
  ],
  [
    'd?: Date',
    'unsupported-type',
    1,
    '`d` is a Date, which JSON does not have',
    'use a string with `@format date-time`',
  ],
  [
    'd: ReadonlyMap<string, string>',
    'unsupported-type',
    1,
    '`d` is a ReadonlyMap, which JSON does not have',
    'use a Record',
  ],
  ['s: symbol', 'unsupported-type', 1, '`s` is of type symbol, which data cannot have', 'use a type of plain data'],
  [
    'u: undefined',
    'unsupported-type',
    1,
    '`u` is of type undefined, which data cannot have',
    'use a type of plain data',
  ],
  ['n: never', 'unsupported-type', 1, '`n` is `never`: nothing can be given for it', 'take it away, or mend the type'],
  [
    'declare class Box { held: string } interface Values { b: Box }',
    'unsupported-type',
    1,
    '`b` is the class Box',
    'use an interface of plain data',
  ],
  [
    "u: 'auto' | number",
    'unsupported-type',
    1,
    '`u` is a union of a literal and a whole type',
    'let `u` be literals only, or one of string, number and boolean',
  ],
  [
    'a: { u: { x: string } | { y: string } }',
    'unsupported-type',
    1,
    '`a.u` is a union whose members no property tells apart',
    "give each member a property of the same name with a literal of its own, such as `type: 'file'`",
  ],
  [
    'l: { u: string | string[] }[]',
    'unsupported-type',
    1,
    '`l[].u` is a union whose members no property tells apart',
    "give each member a property of the same name with a literal of its own, such as `type: 'file'`",
  ],
  ['m: Record<number, string>', 'unsupported-type', 1, '`m` has keys of type number', 'use keys of type string'],
  ['t: [...string[], boolean]', 'unsupported-type', 1, '`t` is a tuple with items after its rest', 'put the rest last'],
  [
    'declare const key: unique symbol; interface Values { [key]: string }',
    'unsupported-type',
    1,
    '`[key]` is named by a symbol',
    'name it by a string',
  ],
  [
    'interface Grow<T> { next?: Grow<T[]> } interface Values { g: Grow<string> }',
    'unsupported-type',
    1,
    '`g` holds a type that grows without end',
    'let the type refer to itself unchanged',
  ],
  [
    'interface Values { a: string; again: Values }',
    'unsupported-type',
    1,
    'every `Values` holds another one, so that no values file could end',
    'make the property that leads back optional, or a list',
  ],
  [
    'type Values = string',
    'unsupported-type',
    1,
    'the type of the values is no object',
    'declare an interface with a property for each value',
  ],
  [
    '/** Pods.\n * @default "1"\n */\nn: number',
    'wrong-default',
    2,
    'the default of `n` is of type string, not integer',
    'let it be of the type that the property has',
  ],
  [
    '/** @minimum 1 @default 0 */ n: number',
    'wrong-default',
    1,
    'the default of `n` is below 1',
    'let it be of the type that the property has',
  ],
  [
    '/** @default {"a": 1} */ o: { a: string }',
    'wrong-default',
    1,
    'the default of `o` holds `a`, which is the number 1, not string',
    'let it be of the type that the property has',
  ],
  [
    "/** @default \"c\" */ e: 'a' | 'b'",
    'wrong-default',
    1,
    'the default of `e` is none of "a", "b"',
    'let it be of the type that the property has',
  ],
  [
    '/** @example 1 */ s: string',
    'wrong-example',
    1,
    'the example of `s` is the number 1, not string',
    'let it be of the type that the property has',
  ],
  [
    '/** @default latest */ s: string',
    'wrong-tag',
    1,
    '`@default` of `s` is not JSON',
    'write JSON after it; a string stands in double quotes',
  ],
  ['/** @minimum one */ n: number', 'wrong-tag', 1, '`@minimum` of `n` is no number', 'write a number after it'],
  [
    '/** @minLength -1 */ s: string',
    'wrong-tag',
    1,
    '`@minLength` of `s` is no count',
    'write a whole number after it',
  ],
  [
    '/** @multipleOf 0 */ n: number',
    'wrong-tag',
    1,
    '`@multipleOf` of `n` is not above 0',
    'write a number above 0 after it',
  ],
  [
    '/** @minimum 3 @maximum 2 */ n: number',
    'wrong-tag',
    1,
    '`@minimum` of `n` is above its `@maximum`',
    'leave room between them',
  ],
  [
    '/** @maximum 9007199254740993 */ n: number',
    'wrong-tag',
    1,
    '`@maximum` of `n` is beyond 9007199254740991, where doubles skip integers',
    'use a string for larger numbers',
  ],
  [
    '/** @minimum 1 */ s: string',
    'wrong-tag',
    1,
    '`@minimum` of `s` says nothing about a value of its type',
    'put it on a number, or on a named type of the items',
  ],
  [
    "/** @pattern a */ s: 'a' | 'b'",
    'wrong-tag',
    1,
    '`@pattern` of `s` says nothing about a value of its type',
    'put it on a string, or on a named type of the items',
  ],
  ['/** @float */ s: string', 'wrong-tag', 1, '`@float` of `s` stands on no number', 'put it on a `number`'],
  [
    '/** @pattern ^(?!a) */ s: string',
    'wrong-tag',
    1,
    "`@pattern` of `s` has look-around, which Helm's expressions (RE2) lack",
    'write an expression that both RE2 and JavaScript have, or say it with other tags',
  ],
  [
    '/** @default 80 */ type Port = number; interface Values { p: Port }',
    'wrong-tag',
    1,
    'the type of `p` has a default, which only a property can have',
    'put `@default` on the property',
  ],
  ['/** @minimun 1 */ n: number', 'unknown-tag', 1, '`@minimun` of `n` means nothing', 'write `@minimum`'],
  ['/** @maxlength 1 */ s: string', 'unknown-tag', 1, '`@maxlength` of `s` means nothing', 'write `@maxLength`'],
  [
    '/** Its name. @defaultValue "a" */ s: string',
    'unknown-tag',
    1,
    '`@defaultValue` of `s` means nothing',
    'write `@default`',
  ],
  [
    'ports: {\n /** @default "TCP" */\n protocol: string }[]',
    'unreachable-default',
    2,
    'the default of `ports[].protocol` cannot be put in: what it lies in is not always there',
    'declare it optional and write `protocol ?? …` where it is used',
  ],
  [
    '/** @default {"type": "claim", "size": "1Gi"} */ s: { type: \'claim\'; size: string } | { type: \'empty\' }',
    'unreachable-default',
    1,
    'the default of `s` has `size`, which stays when a user chooses another form, and which that form may not have',
    'give only what all forms have, or make it a property of its own',
  ],
];

/** A type that nothing is wrong with, and its defaults. */
const accepted: readonly (readonly [situation: string, text: string, defaults: Json])[] = [
  ['no default, no key', 'a: string; b?: string', {}],
  ['a default of a property', '/** @default 1 */ n: number', { n: 1 }],
  ['a default of an optional property', '/** @default 1 */ n?: number', { n: 1 }],
  ['defaults in an object', 'image: { /** @default "7.4" */ tag: string }', { image: { tag: '7.4' } }],
  [
    'a default beside what users must say',
    'image: { name: string; /** @default "7.4" */ tag: string }',
    { image: { tag: '7.4' } },
  ],
  ['an object that is left out has no defaults', 'image?: { tag?: string }', {}],
  ['an object of options is there, and empty', 'extra: { tag?: string }', { extra: {} }],
  [
    "an object's default over those of its properties",
    '/** @default {"a": 2, "c": 3} */ o: { /** @default 1 */ a: number; /** @default 1 */ b: number; c: number }',
    { o: { a: 2, b: 1, c: 3 } },
  ],
  [
    'defaults in an optional object that has one',
    '/** @default {} */ o?: { /** @default 1 */ a: number }',
    { o: { a: 1 } },
  ],
  [
    'a list and a map',
    '/** @default [] */ l: string[]; /** @default {"a": "b"} */ m: Record<string, string>',
    { l: [], m: { a: 'b' } },
  ],
  ['an optional property documents what its absence means', 'l?: { /** @default "TCP" */ p?: string }[]', {}],
  [
    'a union',
    '/** @default {"type": "empty"} */ s: { type: \'empty\' } | { type: \'file\'; path: string }',
    { s: { type: 'empty' } },
  ],
  ['null', '/** @default null */ s: string | null', { s: null }],
];

const read = readInterfaces([...refusals.map(([text]) => text), ...accepted.map(([, text]) => text)]);

describe('refused is', () => {
  for (const [i, [text, code, line, message, advice]] of refusals.entries()) {
    test(text.replace(/\s+/g, ' '), () => {
      const [finding, ...others] = read[i]?.findings ?? [];
      assert.deepEqual(others, []);
      const { field: _, ...said } = finding ?? {};
      assert.deepEqual(said, {
        severity: 'error',
        code,
        message,
        advice,
        file: `packages/compile/src/case-${i}.ts`,
        line,
      });
    });
  }
});

describe('the defaults with', () => {
  for (const [i, [situation, , defaults]] of accepted.entries()) {
    test(situation, () => {
      const type = read[refusals.length + i];
      assert.deepEqual(type?.findings, []);
      assert.deepEqual(type.defaults, defaults);
    });
  }
});

test('what has a default need not be said, nor an object that defaults make whole', () => {
  const [type] = readInterfaces([
    'a: string; /** @default 1 */ b: number; c: { /** @default 1 */ d: number }; e: { f: string; /** @default 1 */ g: number }',
  ]);
  assert.deepEqual(type?.schema.required, ['a', 'e']);
});

test('a class of another file is reported where the values use it', () => {
  const [type] = readInterfaces(["import type { Server } from 'node:net'; interface Values { server: Server }"]);
  assert.equal(type?.findings[0]?.message, '`server` is the class Server');
  assert.match(type.findings[0].file ?? '', /^packages\/compile\/src\/case-\d+\.ts$/);
});
