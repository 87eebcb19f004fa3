import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Expression, evaluateTemplate, type Json, type Template } from '@wildermesser/manifest/template';
import { nastyStrings } from '@wildermesser/manifest/testing';
import { emitChart } from '../../src/helm/index.ts';
import {
  absent,
  add,
  addEach,
  addWhen,
  at,
  call,
  compare,
  condition,
  each,
  fallback,
  fields,
  item,
  list,
  literal,
  logic,
  not,
  object,
  present,
  release,
  set,
  spread,
  text,
  values,
  variable,
  when,
} from './expressions.ts';
import { inOrder, renderCharts } from './render-charts.ts';

const s = at('s', 'string');
const i = at('i', 'integer');
const n = at('n', 'number');
const b = at('b', 'boolean');
const l = at('l', 'list');
const m = at('m', 'object');
const maybe = at('o?/s?', 'string');
const deep = at('o?/p?/i?', 'integer');
const any = at('any?', 'any');
const v = variable('v', 'string');
const k = variable('k', 'string');

/** Every form of expression; each is evaluated on every set of values. */
const forms: { readonly [name: string]: Expression } = {
  string: s,
  integer: i,
  number: n,
  boolean: b,
  list: l,
  map: m,
  any,
  'optional string': maybe,
  'optional integer': deep,
  'odd field name': at('odd-name.x?', 'string'),
  'name of a method': at('Table?', 'string'),
  'values as a whole': call('json', 'string', values),
  'release name': at('name', 'string', release),
  release,
  'text of all kinds': text('a%', s, '{{', i, '}}', b, n),
  'text of one': text(s),
  'text of nothing': text(),
  'text of several lines': text('{\n  a: ', i, '\n  {{ b }}{', s, '\n}\n'),
  'text that ends with blanks': text('a\n', s, ' \n\n'),
  'string equal': compare(s, '==', 'x'),
  'string less': compare(s, '<', '\ue000'),
  'string more': compare(s, '>=', '🙂'),
  'integer less': compare(i, '<', 1000000),
  'number more': compare(n, '>', 0.5),
  'boolean unlike': compare(b, '!=', true),
  and: logic('and', b, compare(i, '>', 0)),
  or: logic('or', b, compare(i, '>', 0)),
  'and behind a test': logic('and', present(maybe), compare(maybe, '==', '')),
  not: not(b),
  'not there': not(present(maybe)),
  present: present(deep),
  'fallback string': fallback(maybe, 'other'),
  'fallback empty': fallback(maybe, ''),
  'fallback integer': fallback(deep, 7),
  'fallback zero': fallback(deep, 0),
  'fallback twice': fallback(fallback(maybe, at('o?/t?', 'string')), s),
  'fallback boolean': fallback(at('o?/b?', 'boolean'), true),
  'fallback list': fallback(at('o?/l?', 'list'), literal(['x'])),
  'fallback empty map': fallback(at('o?/m?', 'object'), literal({})),
  'fallback nothing': fallback(maybe, absent),
  'condition string': condition(b, s, 'no'),
  'condition integer': condition(b, i, 1000000),
  'condition objects': condition(b, fields({ a: s }), fields({ c: i })),
  'condition lists': condition(b, list(add(s)), literal([])),
  'condition nothing': condition(b, s, absent),
  'condition lazy': condition(present(maybe), call('upper', 'string', maybe), 'none'),
  'item of list': fallback(item(l, 1, 'string'), 'none'),
  'item before list': fallback(item(l, -1, 'string'), 'none'),
  'item of map': item(m, s, 'string'),
  'length of string': call('length', 'integer', s),
  'length is zero': compare(call('length', 'integer', s), '==', 0),
  'length of list': call('length', 'integer', l),
  'length of map': call('length', 'integer', m),
  join: call('join', 'string', l, ', '),
  'join made list': call('join', 'string', list(addEach(l, 'v', undefined, add(text('<', v, '>')))), '\n'),
  'includes text': call('includes', 'boolean', s, 'a'),
  'includes string': call('includes', 'boolean', l, s),
  'includes integer': call('includes', 'boolean', at('numbers', 'list'), i),
  startsWith: call('startsWith', 'boolean', s, 'a'),
  endsWith: call('endsWith', 'boolean', s, 'a'),
  lower: call('lower', 'string', text(s, 'ÀÉ İK')),
  upper: call('upper', 'string', text(s, 'àéßı')),
  trim: call('trim', 'string', text(' \t\u00a0', s, '\u2028\f\v ')),
  replace: call('replace', 'string', s, 'a', '$&\\1'),
  keys: call('keys', 'list', m),
  json: call('json', 'string', fields({ s, i, l, m, 'a\\u2028b': '\u2028\\<&>' })),
  toInteger: call('toInteger', 'integer', text('00', call('max', 'integer', i, 0))),
  add: call('add', 'integer', i, 1),
  subtract: call('subtract', 'integer', i, 1),
  multiply: call('multiply', 'integer', call('modulo', 'integer', i, 1000), -3),
  divide: call('divide', 'integer', i, -7),
  modulo: call('modulo', 'integer', i, 7),
  min: call('min', 'integer', i, 1000000),
  max: call('max', 'integer', i, 1000000),
  base64: call('base64', 'string', s),
  'object of nothing': object(),
  'object that may be empty': object(set('a', maybe), set('c', deep)),
  'object with conditions': object(when(b, set('a', s), set('c', i)), when(not(b), set('d', 1))),
  'object of one condition': object(when(b, set('a', s))),
  'later member wins': object(set('a', s), set('a', i)),
  'later condition wins': object(set('a', s), when(b, set('a', i), set('z', 1))),
  'later absence deletes': object(set('a', s), set('a', maybe)),
  'spread below': object(spread(m), set('a', s)),
  'spread above': object(set('a', s), spread(m)),
  'spread between': object(set('a', s), set('z', maybe), set('c', 1), spread(m), set('b', b), set('c', i)),
  'spread twice': object(spread(m), spread(at('o?/m?', 'object'))),
  'spread twice under a condition': object(spread(condition(b, object(spread(m), spread(m)), absent))),
  'spread under either condition': object(
    set('a', 1),
    spread(
      condition(b, object(set('a', s), spread(m), set('a', i)), object(spread(at('o?/m?', 'object')), set('a', 2))),
    ),
  ),
  'spread of what may be nothing': object(spread(condition(b, object(set('a', s), set('b', maybe)), literal({})))),
  'spread of nothing': object(spread(at('o?/m?', 'object'))),
  'spread of a known object': object(set('a', 1), spread(fields({ a: s, c: 2 })), spread(literal({ d: 3 }))),
  'computed key': object(set(s, i)),
  'computed keys': object(set(text('k', s), i), set('ka', 1)),
  'map of a map': object(each(m, 'v', 'k', set(k, v))),
  'map of a map with prefix': object(each(m, 'v', 'k', set(text('p-', k), text(v, s)))),
  'map of a list': object(each(l, 'v', 'k', set(v, variable('k', 'integer')))),
  'list of conditions': list(addWhen(b, add(s)), addWhen(not(b), add(i), add('x'))),
  'list that may be empty': list(addWhen(b, add(s))),
  'list of lists': list(add(list(addWhen(b, add(s)))), add(literal([]))),
  'list of a list': list(addEach(l, 'v', 'k', add(fields({ v, k: variable('k', 'integer'), s })))),
  'list of a map': list(addEach(m, 'v', 'k', add(fields({ k, v })))),
  'list of some': list(addEach(l, 'v', undefined, addWhen(compare(v, '!=', ''), add(v)))),
  'list with spread': list(add('first'), spread(l), spread(at('o?/l?', 'list'))),
  'spread alone': list(spread(at('o?/l?', 'list'))),
  'spread in item': list(add(object(set('first', s), spread(m)))),
  'literal text': literal({ 'a{{b': '{{ .Values }}', c: 'x\n{{ y }}\n', d: 'end\n\n', e: ' \n', f: 'tail \n' }),
  'literal numbers': literal({ a: 0, b: -1, c: 1e6, d: 9007199254740991, e: 0.5, f: null, g: true }),
};

const kind = { apiVersion: 'v1', kind: 'ConfigMap' };

const template: Template = {
  name: 'forms',
  description: 'Every form of expression.',
  schema: { type: 'object' },
  values: {},
  manifests: Object.entries(forms).map(([name, expression], position) =>
    add(fields({ ...kind, metadata: literal({ name: `form-${position}` }), form: name, data: expression })),
  ),
  parts: [],
};

const base = { s: 'a', i: 3, n: 1.5, b: true, l: ['a', 'b'], m: { a: 'x', b: 'y' }, numbers: [3, 1000000] };

/** JavaScript objects take any key but one. */
const nasty = nastyStrings.filter((text) => text !== '__proto__');

/** Values that other templates stumble over. */
const inputs: readonly { readonly [key: string]: Json }[] = [
  base,
  { s: '', i: 0, n: 0, b: false, l: [], m: {}, numbers: [] },
  { ...base, i: 1000000, n: 1e21, numbers: [0, 9007199254740991] },
  { ...base, i: 9007199254740991, n: 1e-7, b: false },
  { ...base, i: -9007199254740991, n: 123456789.125 },
  { ...base, o: {}, any: 0 },
  { ...base, o: { s: '', t: 'x', b: false, l: [], m: {}, p: {} }, any: '' },
  { ...base, o: { s: 'a\nb\n\n', p: { i: 0 }, l: ['z'], m: { a: '', z: '1e3' } }, any: [1, null, { x: 1000000 }] },
  { ...base, any: { a: '\u007f\u0085', b: 'x\n\n' }, Table: 'method', 'odd-name.x': 'y', b: false },
  { ...base, m: { '<<': 'merge', '': 'e', '10': 'ten', '9': 'nine', 'é\u2028': '\u2028', n: 'y' }, any: '  a\n b' },
  {
    ...base,
    l: nasty,
    m: Object.fromEntries(nasty.map((text) => [text, text])),
    any: nasty as Json,
  },
  ...nasty
    .filter((_, position) => position % 6 === 0)
    .map((text, position) => {
      const [second = '', third = ''] = nasty.slice(position * 6 + 1);
      return {
        ...base,
        ...{ s: text, b: position % 2 === 0, i: position * 99991, l: [second, 'a', third] },
        ...{ m: { a: third, [second]: text }, o: { s: second, t: third, m: { a: text } } },
        any: position % 2 === 0 ? third : { [text]: [second] },
      };
    }),
];

const space = { name: 'demo', namespace: 'space' };

const agrees = async (some: typeof inputs, settings: readonly string[], given: Json | undefined): Promise<void> => {
  const cases = some.map((input, position) => ({
    chart: emitChart({ ...template, name: `case${position}` }, { version: '1.0.0', release: space }),
    values: given ?? input,
  }));
  const rendered = await renderCharts(cases, space, settings);
  for (const [position, input] of some.entries()) {
    assert.deepEqual(inOrder(rendered[position] ?? []), inOrder(evaluateTemplate(template, input, space)));
  }
};

test(`${Object.keys(forms).length} forms of expression mean the same to Helm on ${inputs.length} sets of values`, async () => {
  for (let start = 0; start < inputs.length; start += 40) await agrees(inputs.slice(start, start + 40), [], undefined);
});

test('values given by --set, whose integers have another type, mean the same as those of a file', async () => {
  const input = {
    s: 'text',
    i: 1000000,
    n: 2,
    b: false,
    l: ['a', 'b'],
    m: { a: 'x' },
    numbers: [1000000, 2],
    o: { p: { i: 0 } },
  };
  const settings = [
    ...['s=text', 'i=1000000', 'n=2', 'b=false', 'l={a,b}', 'm.a=x', 'numbers={1000000,2}', 'o.p.i=0'],
  ].flatMap((setting) => ['--set', `case0.${setting}`]);
  await agrees([input], settings, {});
});
