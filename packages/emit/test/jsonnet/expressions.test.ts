import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Expression, evaluateTemplate, type Json, type Template } from '@wildermesser/manifest/template';
import { print } from '../../src/jsonnet/doc.ts';
import { write } from '../../src/jsonnet/expression.ts';
import { outermost } from '../../src/jsonnet/scope.ts';
import * as b from './build.ts';
import { evaluateJsonnet } from './evaluate.ts';

const v = (names: string, kind: Parameters<typeof b.field>[2]): Expression => b.field(b.values, names, kind);
const each = (over: Expression, key?: string) => ({ over, variable: 'item', ...(key ? { key } : {}) });
const item = b.variable('item', 'string');
const key = b.variable('key', 'string');
const { present, compare, both, either, not } = b.test;
const spread = (of: Expression) => ({ does: 'spread', of }) as const;

const given: Json = {
  ...{ name: 'web', big: 9007199254740991, round: 1e15, zero: 0, minus: -7, on: true, star: '🙂', private: '\uffee' },
  ...{ args: ['b', 'a', 'b'], labels: { z: '1', a: '2' }, ports: [{ name: 'x', protocol: null }, { name: 'y' }] },
  ...{
    text: ' it\'s 🙂\ta\u0085\u2028<&>"\\ ',
    digits: '-010',
    'a-b': 1,
    half: 0.1,
    tiny: 1e-7,
    any: { b: [1.5, null, 0.07, 1e15, 123.456, -0.000001], a: '\u007f' },
  },
};

/** What is written, and as what. */
const forms: readonly (readonly [Expression, string])[] = [
  [v('name', 'string'), 'values.name'],
  [v('a-b', 'integer'), "values['a-b']"],
  [b.fallback(v('none?', 'string'), b.lit('d')), "std.get(values, 'none', 'd')"],
  [b.fallback(v('none?.deep', 'string'), b.lit('d')), "data.default(data.get(std.get(values, 'none'), 'deep'), 'd')"],
  [b.fallback(v('none?', 'string'), v('other?', 'string')), "std.get(values, 'none', std.get(values, 'other'))"],
  [b.text('n-', v('name', 'string')), "'n-' + values.name"],
  [b.text(v('big', 'integer'), v('zero', 'integer')), "'' + values.big + values.zero"],
  [b.text(v('round', 'integer'), '%', v('on', 'boolean')), "'%s%%%s' % [values.round, values.on]"],
  [
    b.text(v('half', 'number'), ' ', v('tiny', 'number')),
    "'%s %s' % [data.number(values.half), data.number(values.tiny)]",
  ],
  [compare(v('name', 'string'), '<', b.lit('x')), "values.name < 'x'"],
  [compare(v('star', 'string'), '<', v('private', 'string')), 'data.utf16(values.star) < data.utf16(values.private)'],
  [compare(v('zero', 'integer'), '==', b.lit(0)), 'values.zero == 0'],
  [
    either(both(v('on', 'boolean'), not(v('on', 'boolean'))), v('on', 'boolean')),
    'values.on && !values.on || values.on',
  ],
  [both(either(v('on', 'boolean'), v('on', 'boolean')), v('on', 'boolean')), '(values.on || values.on) && values.on'],
  [present(v('none?', 'string')), "'none' in values"],
  [not(present(v('none?', 'string'))), "!('none' in values)"],
  [
    b.condition(present(v('none?', 'string')), v('none?', 'string'), b.lit(1)),
    "if 'none' in values then values.none else 1",
  ],
  [b.item(v('labels', 'object'), b.lit('z'), 'string'), "std.get(values.labels, 'z')"],
  [b.item(v('args', 'list'), b.lit(9), 'string'), 'data.at(values.args, 9)'],
  [b.call('length', 'integer', v('text', 'string')), 'std.length(data.utf16(values.text))'],
  [b.call('length', 'integer', v('labels', 'object')), 'std.length(values.labels)'],
  [b.call('join', 'string', v('args', 'list'), b.lit(', ')), "std.join(', ', values.args)"],
  [b.call('includes', 'boolean', v('args', 'list'), b.lit('a')), "std.member(values.args, 'a')"],
  [b.call('includes', 'boolean', v('name', 'string'), b.lit('eb')), "std.member(values.name, 'eb')"],
  [b.call('includes', 'boolean', v('name', 'string'), b.lit('')), "data.includes(values.name, '')"],
  [b.call('startsWith', 'boolean', v('name', 'string'), b.lit('we')), "std.startsWith(values.name, 'we')"],
  [b.call('endsWith', 'boolean', v('name', 'string'), b.lit('')), "std.endsWith(values.name, '')"],
  [b.call('lower', 'string', b.lit('ÄB')), "std.asciiLower('ÄB')"],
  [b.call('upper', 'string', v('text', 'string')), 'std.asciiUpper(values.text)'],
  [b.call('trim', 'string', v('text', 'string')), "std.stripChars(values.text, ' \\t\\n\\r\\f\\u000b')"],
  [
    b.call('replace', 'string', v('text', 'string'), b.lit("'"), b.lit('$&')),
    "std.strReplace(values.text, \"'\", '$&')",
  ],
  [b.call('keys', 'list', v('labels', 'object')), 'std.objectFields(values.labels)'],
  [b.call('json', 'string', v('any', 'any')), 'data.json(values.any)'],
  [b.call('json', 'string', v('text', 'string')), 'data.json(values.text)'],
  [b.call('toInteger', 'integer', v('digits', 'string')), 'data.integer(values.digits)'],
  [
    b.call('subtract', 'integer', v('zero', 'integer'), b.call('add', 'integer', b.lit(1), b.lit(-2))),
    'values.zero - (1 + -2)',
  ],
  [b.call('multiply', 'integer', v('minus', 'integer'), b.lit(3)), 'values.minus * 3'],
  [
    b.call('multiply', 'integer', v('zero', 'integer'), v('minus', 'integer')),
    'data.multiply(values.zero, values.minus)',
  ],
  [b.call('divide', 'integer', v('minus', 'integer'), b.lit(2)), 'data.divide(values.minus, 2)'],
  [b.call('divide', 'integer', v('minus', 'integer'), b.lit(8)), 'data.divide(values.minus, 8)'],
  [b.call('modulo', 'integer', v('minus', 'integer'), b.lit(7)), 'data.modulo(values.minus, 7)'],
  [b.call('max', 'integer', v('minus', 'integer'), v('big', 'integer')), 'std.max(values.minus, values.big)'],
  [b.call('base64', 'string', v('text', 'string')), 'std.base64(std.encodeUTF8(values.text))'],
  [b.object({ a: v('none?', 'string') }), "{ [if 'none' in values then 'a']: values.none }"],
  [b.object({ a: b.absent, c: b.lit(1) }), '{ c: 1 }'],
  [b.object({ a: b.lit(1) }, { a: b.absent }), "data.build([{ a: 1 }, ['a', null]])"],
  [
    b.object(spread(v('labels', 'object')), { z: v('none?', 'string') }),
    "data.build([values.labels, ['z', std.get(values, 'none', null)]])",
  ],
  [b.object({ a: b.lit(1) }, { a: b.lit(2) }), '{ a: 1 } + { a: 2 }'],
  [b.object(spread(v('labels', 'object')), { z: b.lit('9') }), "values.labels { z: '9' }"],
  [b.object(spread(v('none?', 'object')), { z: b.lit('9') }), "std.get(values, 'none', {}) + { z: '9' }"],
  [b.object(b.set(v('name', 'string'), b.lit(1))), '{ [values.name]: 1 }'],
  [
    b.object({ does: 'each', loop: each(v('labels', 'object'), 'key'), members: [b.set(key, b.text('v', item))] }),
    "{ [key]: 'v' + values.labels[key] for key in std.objectFields(values.labels) }",
  ],
  [
    b.object({ does: 'each', loop: each(v('args', 'list')), members: [b.set(item, b.lit(1))] }),
    'data.merge([{ [item]: 1 } for item in values.args])',
  ],
  [
    b.list({
      does: 'each',
      loop: each(v('args', 'list'), 'key'),
      elements: [b.add(b.text(b.variable('key', 'integer'), item))],
    }),
    "['' + key + values.args[key] for key in std.range(0, std.length(values.args) - 1)]",
  ],
  [
    b.list({
      does: 'each',
      loop: each(v('args', 'list')),
      elements: [{ does: 'when', test: compare(item, '==', b.lit('b')), elements: [b.add(item)] }],
    }),
    "[item for item in values.args if item == 'b']",
  ],
  [
    b.list({ does: 'each', loop: each(v('args', 'list')), elements: [b.add(item), b.add(item)] }),
    'std.flattenArrays([[item, item] for item in values.args])',
  ],
  [
    b.list(b.add(b.lit(0)), spread(v('none?', 'list')), {
      does: 'when',
      test: v('on', 'boolean'),
      elements: [b.add(b.lit(1))],
    }),
    "[0] + std.get(values, 'none', []) + (if values.on then [1] else [])",
  ],
  [
    b.list({
      does: 'each',
      loop: { over: v('ports', 'list'), variable: 'port' },
      elements: [
        b.add(b.object({ p: b.fallback(b.field(b.variable('port', 'object'), 'protocol?', 'string'), b.lit('TCP')) })),
      ],
    }),
    "[{ p: data.default(std.get(port, 'protocol'), 'TCP') } for port in values.ports]",
  ],
  [
    b.list({
      does: 'each',
      loop: { over: v('args', 'list'), variable: 'local' },
      elements: [
        {
          does: 'each',
          loop: { over: v('args', 'list'), variable: 'values' },
          elements: [b.add(b.variable('local', 'string'))],
        },
      ],
    }),
    '[_local for _local in values.args for values2 in values.args]',
  ],
];

test('every form of expression is written as a person would', () => {
  const scope = outermost({}, write);
  for (const [expression, text] of forms) assert.equal(print(write(expression, scope).doc, 200), text);
});

test('every form of expression gives in Jsonnet what it means', async () => {
  const optional = forms.map(([expression], i) => b.set(`f${String(i).padStart(2, '0')}`, expression));
  const template: Template = {
    ...{ name: 'forms', description: 'All.', schema: {}, values: {}, parts: [] },
    manifests: [b.add(b.object(...optional))],
  };
  const release = { name: 'r', namespace: 'n' };
  const [[result]] = (await evaluateJsonnet([{ template, release, overrides: [given] }])) as [[Json]];
  assert.deepEqual(result, JSON.parse(JSON.stringify(evaluateTemplate(template, given, release))));
});
