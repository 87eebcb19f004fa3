import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSource, thing } from './read-source.ts';

interface Case {
  readonly what: string;
  readonly fields?: string;
  readonly tags?: string;
  readonly specTags?: string;
  readonly more?: string;
  readonly code?: string;
  readonly reason: RegExp;
  readonly advice: RegExp;
}

const text = '/** @maxLength 9 */ readonly a: string;';

const cases: readonly Case[] = [
  {
    what: 'a union of objects',
    fields: "readonly a: { readonly is: 'x'; readonly x: string } | { readonly is: 'y'; readonly y: string };",
    reason: /`spec\.a` is a union of objects, which a structural schema cannot tell apart/,
    advice: /one optional field for each form, and `@exactlyOneOf`/,
  },
  {
    what: 'a type that lies within itself',
    fields: 'readonly a: Tree;',
    more: 'export interface Tree { readonly branches?: readonly Tree[] }',
    reason: /`spec\.a\.branches\[\]` is a `Tree` within a `Tree`, and a CustomResourceDefinition has no references/,
    advice: /end the recursion/,
  },
  {
    what: 'a type of Kubernetes that has no structural schema',
    fields: 'readonly a: JSONSchemaProps;',
    reason: /`spec\.a\.additionalItems` is a field of Kubernetes that a structural schema cannot describe/,
    advice: /in an interface of your own/,
  },
  {
    what: 'a field that may hold anything',
    fields: 'readonly a: unknown;',
    reason: /`spec\.a` may hold anything/,
    advice: /give it a type, or say `@preserveUnknownFields`/,
  },
  {
    what: 'a field that is any object',
    fields: 'readonly a: object;',
    reason: /`spec\.a` is any object, whose fields the API server would drop/,
    advice: /name its fields, use a Record/,
  },
  {
    what: 'a tuple',
    fields: 'readonly a: readonly [string, number];',
    reason: /`spec\.a` is a tuple/,
    advice: /an object with a field for each item/,
  },
  {
    what: 'fields beside free keys',
    fields: 'readonly a: { readonly b: string; readonly [key: string]: string };',
    reason: /`spec\.a` has fields of its own beside free keys/,
    advice: /move the free keys into a field of their own/,
  },
  {
    what: 'a list declared unique by the tag of other schemas',
    fields: '/** @uniqueItems */ readonly a: readonly string[];',
    reason: /has `@uniqueItems`, which the API server refuses/,
    advice: /`@listType set`/,
  },
  {
    what: 'a union of a text and a truth',
    fields: "readonly a: 'on' | true;",
    reason: /`spec\.a` may be boolean or string/,
    advice: /`IntOrString`/,
    code: 'not-structural',
  },
  {
    what: 'a union that no property tells apart',
    fields: 'readonly a: { readonly b: string } | { readonly c: string };',
    code: 'unsupported-type',
    reason: /`spec\.a` is a union whose members no property tells apart/,
    advice: /./,
  },
  {
    what: 'a function',
    fields: 'readonly a: () => string;',
    code: 'unsupported-type',
    reason: /`spec\.a` is a function/,
    advice: /let values be data/,
  },
  {
    what: 'a Date',
    fields: 'readonly a: Date;',
    code: 'unsupported-type',
    reason: /`spec\.a` is a Date, which JSON does not have/,
    advice: /date-time/,
  },
  {
    what: 'a format that the API server passes over',
    fields: '/** @format time */ readonly a: string;',
    reason: /`spec\.a` has the format time, which the API server does not look at/,
    advice: /or `@pattern`/,
  },
  {
    what: 'a default of another type',
    fields: '/** @default 3 */ readonly a: string;',
    code: 'wrong-default',
    reason: /the default of `spec\.a`/,
    advice: /of the type that the property has/,
  },
  {
    what: 'a misspelt tag',
    fields: '/** @immutabel */ readonly a: string;',
    code: 'unknown-tag',
    reason: /`@immutabel` of `spec\.a` means nothing/,
    advice: /write `@immutable`/,
  },
  {
    what: 'a tag of lists on a text',
    fields: '/** @listType set */ readonly a: string;',
    code: 'wrong-tag',
    reason: /`@listType` of `spec\.a` stands on no list/,
    advice: /put it on one/,
  },
  {
    what: 'a list of an unknown type',
    fields: '/** @listType bag */ readonly a: readonly string[];',
    code: 'wrong-tag',
    reason: /`@listType` of `spec\.a` `bag` is unknown/,
    advice: /use atomic, set, map/,
  },
  {
    what: 'a keyed list without a key',
    fields: '/** @listType map */ readonly a: readonly { readonly b: string }[];',
    reason: /`spec\.a` is a list of type map without a key/,
    advice: /`@listMapKey`/,
  },
  {
    what: 'a key on a list that is not keyed',
    fields: '/** @listMapKey b */ readonly a: readonly { readonly b: string }[];',
    reason: /has `@listMapKey` and is no list of type map/,
    advice: /write `@listType map`/,
  },
  {
    what: 'a key that items may lack',
    fields: '/** @listType map @listMapKey b */ readonly a: readonly { readonly b?: string }[];',
    reason: /has the key `b`, which its items may lack/,
    advice: /required .* or give it a default/,
  },
  {
    what: 'a key that items have not',
    fields: '/** @listType map @listMapKey c */ readonly a: readonly { readonly b: string }[];',
    reason: /has the key `c`, which its items have not/,
    advice: /use a field of spec\.a\[\]/,
  },
  {
    what: 'a set of objects',
    fields: '/** @listType set */ readonly a: readonly { readonly b: string }[];',
    reason: /is a set of objects/,
    advice: /`@listType map`/,
  },
  {
    what: 'a choice between fields that are not there',
    fields: 'readonly a?: string; readonly b?: string;',
    specTags: '@exactlyOneOf a c',
    code: 'wrong-tag',
    reason: /`@exactlyOneOf` of `spec` names `c`, which the type has not/,
    advice: /use a, b/,
  },
  {
    what: 'a choice of one',
    fields: 'readonly a?: string;',
    specTags: '@atMostOneOf a',
    code: 'wrong-tag',
    reason: /names less than two fields/,
    advice: /name the optional fields/,
  },
  {
    what: 'a rule without a message',
    fields: "/** @maxLength 9\n * @rule self != 'x' */ readonly a: string;",
    code: 'wrong-tag',
    reason: /`@rule` of `spec\.a` has no message/,
    advice: /`message: …`/,
  },
  {
    what: 'a rule without an expression',
    fields: '/** @rule */ readonly a: string;',
    code: 'wrong-tag',
    reason: /`@rule` of `spec\.a` has no expression/,
    advice: /an expression of CEL/,
  },
  {
    what: 'a rule with a reason that there is not',
    fields: "/** @maxLength 9\n * @rule self != 'x'\n * message: m\n * reason: Because */ readonly a: string;",
    code: 'wrong-tag',
    reason: /has the reason Because, which there is not/,
    advice: /FieldValueRequired/,
  },
  {
    what: 'a rule that is no CEL',
    fields: '/** @maxLength 9\n * @rule self ==\n *   message: m */ readonly a: string;',
    code: 'wrong-rule',
    reason: /a rule of `spec\.a` is no expression of CEL: Unexpected token: EOF/,
    advice: /Common Expression Language/,
  },
  {
    what: 'a rule that reads a field that is not there',
    fields: text,
    specTags: '\n * @rule self.b.size() > 0\n *   message: m\n',
    code: 'wrong-rule',
    reason: /a rule of `spec` reads `self\.b`, which is not there/,
    advice: /use a/,
  },
  {
    what: 'a rule that reads a part of metadata that rules do not see',
    fields: text,
    tags: '\n * @rule self.metadata.labels.size() > 0\n *   message: m\n',
    code: 'wrong-rule',
    reason: /a rule of the resource reads `self\.metadata\.labels`, which is not there/,
    advice: /use name, generateName/,
  },
  {
    what: 'a rule with a name that nothing declares',
    fields: text,
    specTags: '\n * @rule a.size() > 0\n *   message: m\n',
    code: 'wrong-rule',
    reason: /names `a`, which nothing declares/,
    advice: /begin at `self`/,
  },
  {
    what: 'a rule about a field that is not there',
    fields: text,
    specTags: "\n * @rule self.a != 'x'\n *   message: m\n *   fieldPath: .b\n",
    code: 'wrong-rule',
    reason: /has the fieldPath \.b, which leads to no field/,
    advice: /`\.field\.inner`/,
  },
  {
    what: 'a rule that compares items of a list that has no keys',
    fields: '/** @maxItems 3 */ readonly a: readonly Item[];',
    more: '/** An item. */ export interface Item { /** @maxLength 9 @immutable */ readonly b: string }',
    code: 'wrong-rule',
    reason: /looks at `oldSelf` within `spec\.a`, where the API server cannot tell which item was which/,
    advice: /`@listType map`/,
  },
  {
    what: 'a rule over a text without a bound',
    fields: "/** @rule self != 'x'\n *   message: m */ readonly a: string;",
    code: 'unbounded-rule',
    reason: /looks at `self`, which may be as long as a request/,
    advice: /`@maxLength`/,
  },
  {
    what: 'a rule over a text without a bound that is reached through others',
    fields: '/** @maxItems 3 */ readonly a: readonly { readonly b: string }[];',
    specTags: "\n * @rule self.a.all(x, x.b != 'x')\n *   message: m\n",
    code: 'unbounded-rule',
    reason: /looks at `self\.a\[\]\.b`/,
    advice: /`@maxLength`/,
  },
  {
    what: 'a rule over a list without a bound',
    fields: 'readonly a: readonly Int32[];',
    specTags: '\n * @rule self.a.exists(x, x > 1)\n *   message: m\n',
    code: 'unbounded-rule',
    reason: /looks at `self\.a`/,
    advice: /`@maxItems`/,
  },
  {
    what: 'a rule over a map without a bound',
    fields: 'readonly a: Readonly<Record<string, Int32>>;',
    specTags: '\n * @rule self.a.size() > 1\n *   message: m\n',
    code: 'unbounded-rule',
    reason: /looks at `self\.a`/,
    advice: /`@maxProperties`/,
  },
  {
    what: 'a rule that compares whole lists of texts without a bound',
    fields: '/** @maxItems 3 @immutable */ readonly a: readonly string[];',
    code: 'unbounded-rule',
    reason: /looks at `self\[\]`/,
    advice: /`@maxLength`/,
  },
  {
    what: 'a rule of items of a list without a bound',
    fields: 'readonly a: readonly Item[];',
    more: '/** An item. @rule self.b > 1\n * message: m\n */ export interface Item { readonly b: Int32 }',
    code: 'unbounded-rule',
    reason: /runs for each item of `spec\.a`, of which there may be any number/,
    advice: /`@maxItems`/,
  },
  {
    what: 'a column without a path',
    fields: text,
    tags: '\n * @printColumn A string\n',
    code: 'wrong-tag',
    reason: /`@printColumn` has no name, type and path/,
    advice: /Name type \.json\.path/,
  },
  {
    what: 'a column of an unknown type',
    fields: text,
    tags: '\n * @printColumn A text .spec.a\n',
    code: 'wrong-tag',
    reason: /has the type text/,
    advice: /use string, integer/,
  },
  {
    what: 'a column of a field that is not there',
    fields: text,
    tags: '\n * @printColumn A string .spec.b\n',
    code: 'wrong-tag',
    reason: /has the path \.spec\.b, which names `b`, which is not there/,
    advice: /./,
  },
  {
    what: 'an unknown scope',
    fields: text,
    tags: '\n * @scope Global\n',
    code: 'wrong-tag',
    reason: /`@scope` has `Global`/,
    advice: /Namespaced or Cluster/,
  },
  {
    what: 'a short name with capitals',
    fields: text,
    tags: '\n * @shortName TH\n',
    code: 'wrong-tag',
    reason: /`@shortName` has `TH`/,
    advice: /lower-case/,
  },
  {
    what: 'a scale whose field is not there',
    fields: text,
    tags: '\n * @scale .spec.replicas .status.replicas\n',
    code: 'wrong-tag',
    reason: /`@scale` has the path `\.spec\.replicas`/,
    advice: /`@scale \.spec\.replicas \.status\.replicas`/,
  },
  {
    what: 'a field to select by that is a list',
    fields: '/** @selectable */ readonly a: readonly string[];',
    reason: /`spec\.a` is `@selectable` and no text, truth or whole number of its own/,
    advice: /take the tag away/,
  },
  {
    what: 'more fields to select by than there may be',
    fields: Array.from({ length: 9 }, (_, i) => `/** @selectable */ readonly f${i}: string;`).join('\n'),
    reason: /9 fields are `@selectable`, and a version may have 8/,
    advice: /take the tag from some/,
  },
];

for (const { what, code = 'not-structural', reason, advice, fields = '', ...more } of cases) {
  test(`refused: ${what}`, () => {
    const { spec, findings } = readSource(thing(fields, more));
    const [found] = findings;
    assert.equal(spec, undefined);
    assert.equal(found?.code, code, found?.message);
    assert.match(found.message, reason);
    assert.match(found.message, /\nthing-\d+\.ts:\d+:\d+\n\d+ \| .*\n +\^$/, found.message);
    assert.match(found.advice ?? '', advice);
    assert.match(found.message, new RegExp(`\n${found.file}:${found.line}:`));
  });
}

const resource = (lines: string): string => `
import type { ObjectMeta } from '@wildermesser/manifest/meta/v1';
export interface Thing { ${lines} readonly spec: { readonly a: string } }
`;

test('refused: an interface that does not say which kind it is', () => {
  const { findings } = readSource(resource('readonly apiVersion: string; readonly kind: string;'));
  assert.match(findings[0]?.message ?? '', /the interface Thing does not say which kind it is\nthing-\d+\.ts:3:1\n/);
  assert.match(findings[0]?.advice ?? '', /as literal types/);
});

test('refused: a group of Kubernetes, and one that is no domain', () => {
  const inGroup = (group: string): string =>
    readSource(resource(`readonly apiVersion: '${group}/v1'; readonly kind: 'Thing'; readonly metadata: ObjectMeta;`))
      .findings[0]?.message ?? '';
  assert.match(inGroup('shop.k8s.io'), /the group shop\.k8s\.io belongs to Kubernetes/);
  assert.match(inGroup('shop'), /the group shop is no domain/);
});

test('refused: a resource without metadata', () => {
  const { findings } = readSource(resource("readonly apiVersion: 'shop.example/v1'; readonly kind: 'Thing';"));
  assert.match(findings[0]?.message ?? '', /the interface Thing has no metadata/);
});

test('refused: versions of several kinds, a version twice, and no version that is stored', () => {
  const version = (name: string, kind: string, apiVersion: string): string => `
export interface ${name} {
  readonly apiVersion: '${apiVersion}';
  readonly kind: '${kind}';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly a: string };
}`;
  const imports = "import type { ObjectMeta } from '@wildermesser/manifest/meta/v1';";
  const messages = (...sources: string[]): string =>
    readSource([imports, ...sources].join('\n'), ['A', 'B'])
      .findings.map(({ message }) => message)
      .join('\n');
  const a = version('A', 'Thing', 'shop.example/v1');
  assert.match(messages(a, version('B', 'Other', 'shop.example/v2')), /Other\.shop\.example is no version of Thing/);
  assert.match(messages(a, version('B', 'Thing', 'shop.example/v1')), /the version v1 is there twice/);
  assert.match(messages(a, version('B', 'Thing', 'shop.example/v2')), /0 of 2 versions are `@storage`/);
});

test('refused: what names no file, no interface, or something else', () => {
  const messages = (name: string): string =>
    readSource('export const Thing = 1;', [name])
      .findings.map(({ message }) => message)
      .join('\n');
  assert.match(messages(''), /names no interface/);
  assert.match(messages('Other'), /exports nothing under the name Other/);
  assert.match(messages('Thing'), /exports something that is no interface under the name Thing/);
});
