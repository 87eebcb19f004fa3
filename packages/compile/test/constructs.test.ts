// biome-ignore-all lint/suspicious/noTemplateCurlyInString: sources under test hold template strings.
import { test } from 'node:test';
import type { Json } from '@wildermesser/manifest/template';
import { assertEqual, moduleOf } from './fixture.ts';

interface Case {
  readonly name: string;
  readonly fields: string;
  /** What `config` gets; with braces and a return, the whole body. */
  readonly body: string;
  readonly values: readonly Json[];
  readonly before?: string;
}

const strings = ['', 'a', 'web-1', '0', 'true', '{{ x }}', 'ü', 'a b', "it's", '"'].map((a): Json => ({ a }));
const numbers = [0, 1, 2, 7, 100, 1_000_000, 2 ** 40].map((a): Json => ({ a }));
const booleans: readonly Json[] = [{ a: true }, { a: false }];
const optional = (some: readonly Json[]): readonly Json[] => [{}, ...some];
const lists: readonly Json[] = [[], ['a'], ['b', 'a', 'b'], ['', '0']].map((a) => ({ a }));
const maps: readonly Json[] = [{}, { a: 'x' }, { b: 'y', a: 'x' }, { z: '', 10: 'ten', 9: 'nine' }].map((a) => ({ a }));

const cases: readonly Case[] = [
  { name: 'a string', fields: 'a: string', body: '{ x: values.a }', values: strings },
  { name: 'a template string', fields: 'a: string', body: '{ x: `<${values.a}>${release.name}` }', values: strings },
  { name: 'concatenation', fields: 'a: string', body: "{ x: 'p-' + values.a + '-' + 1 }", values: strings },
  {
    name: 'a number in a string',
    fields: 'a: number',
    body: '{ x: `${values.a}`, y: String(values.a) }',
    values: numbers,
  },
  { name: 'an absent member', fields: 'a?: string', body: '{ x: values.a, y: 1 }', values: optional(strings) },
  { name: 'a fallback', fields: 'a?: string', body: "{ x: values.a ?? 'none' }", values: optional(strings) },
  { name: 'or', fields: 'a?: string', body: "{ x: values.a || 'none' }", values: optional(strings) },
  { name: 'and', fields: 'a?: string', body: '{ x: values.a && { b: values.a } }', values: strings },
  { name: 'truth of a string', fields: 'a: string', body: '{ x: values.a ? 1 : 2 }', values: strings },
  { name: 'truth of a number', fields: 'a: number', body: '{ x: values.a ? 1 : 2, y: !values.a }', values: numbers },
  { name: 'truth of a boolean', fields: 'a: boolean', body: '{ x: values.a ? 1 : 2, y: !values.a }', values: booleans },
  {
    name: 'truth of what may be absent',
    fields: 'a?: { b?: boolean; c?: number; d?: string[] }',
    body: '{ x: values.a ? 1 : 2, b: values.a?.b ? 1 : 2, c: values.a?.c ? 1 : 2, d: values.a?.d ? 1 : 2 }',
    values: [{}, { a: {} }, { a: { b: false, c: 0, d: [] } }, { a: { b: true, c: 1, d: ['x'] } }],
  },
  {
    name: 'a conditional spread into a list',
    fields: 'a: boolean',
    body: "{ x: ['p', ...(values.a ? ['q'] : []), ...(values.a ? ['r'] : ['s', 't'])] }",
    values: booleans,
  },
  {
    name: 'a conditional spread into an object',
    fields: 'a?: string',
    body: '{ x: { b: 1, ...(values.a && { a: values.a }), ...(values.a === undefined ? { b: 2 } : {}) } }',
    values: optional(strings),
  },
  {
    name: 'a spread whose absent member takes another away',
    fields: 'a?: string',
    body: "{ x: { a: 'first', ...{ a: values.a } } }",
    values: optional(strings),
  },
  {
    name: 'a computed key',
    fields: 'a: string',
    body: '{ x: { [`k-${values.a}`]: 1, [values.a]: 2 } }',
    values: strings,
  },
  {
    name: 'comparison',
    fields: 'a: number',
    body: '{ x: [values.a < 2, values.a <= 2, values.a > 2, values.a >= 2, values.a !== 7] }',
    values: numbers,
  },
  {
    name: 'equality of what may be absent',
    fields: 'a?: string; b?: string',
    body: "{ x: [values.a === 'a', values.a !== 'a', values.a === values.b, values.a == null, values.a !== undefined] }",
    values: [{}, { a: 'a' }, { b: 'a' }, { a: 'a', b: 'a' }, { a: '', b: 'b' }],
  },
  {
    name: 'narrowing of a union by its literal field',
    fields: "a: { type: 'none' } | { type: 'claim'; size: string; mode?: string }",
    body: "{ x: values.a.type === 'claim' ? `${values.a.size}-${values.a.mode ?? 'rw'}` : 'none' }",
    values: [
      { a: { type: 'none' } },
      { a: { type: 'claim', size: '1Gi' } },
      { a: { type: 'claim', size: '', mode: 'ro' } },
    ],
  },
  {
    name: 'narrowing by an early return',
    fields: 'a?: { b: string }',
    body: '{ if (values.a === undefined) return []; return [config({ x: `<${values.a.b}>` })]; }',
    values: [{}, { a: { b: 'x' } }],
  },
  {
    name: 'if and else with returns on all ways',
    fields: 'a: number; b: boolean',
    body: '{ if (values.a > 1) { if (values.b) return [config(1)]; } else return [config(2)]; return [config(3), config(4)]; }',
    values: [1, 2].flatMap((a) => [
      { a, b: true },
      { a, b: false },
    ]),
  },
  {
    name: 'a switch over all literals of a union',
    fields: "a: 'x' | 'y' | 'z' | 'w'",
    body: "{ const size = (): string => { switch (values.a) { case 'x': return 'small'; case 'y': case 'z': return `m-${values.a}`; case 'w': return 'w'; } }; return [config(size())]; }",
    values: ['x', 'y', 'z', 'w'].map((a) => ({ a })),
  },
  {
    name: 'a switch with breaks, a fall and a default in the middle',
    fields: 'a: string',
    body: "{ switch (values.a) { case 'a': default: if (values.a === '') break; return [config(1)]; case '0': case 'true': return [config(2)]; } return [config(3)]; }",
    values: strings,
  },
  {
    name: 'map with its index',
    fields: 'a: string[]',
    body: '{ x: values.a.map((name, i) => ({ name, i, j: `${name}-${i + 1}` })) }',
    values: lists,
  },
  {
    name: 'filter and map',
    fields: 'a: string[]',
    body: "{ x: values.a.filter((name) => name !== 'a').map((name) => `${name}!`) }",
    values: lists,
  },
  {
    name: 'flatMap',
    fields: 'a: string[]',
    body: "{ x: values.a.flatMap((name) => name === '' ? [] : [name, name]) }",
    values: lists,
  },
  {
    name: 'lists joined, counted and searched',
    fields: 'a: string[]',
    body: "{ x: [values.a.join(','), values.a.length, values.a.includes('a'), values.a.length === 0] }",
    values: lists,
  },
  {
    name: 'some, every and find',
    fields: 'a: string[]',
    body: "{ x: [values.a.some((x) => x === 'a'), values.a.every((x) => x !== '')], f: values.a.find((x) => x.startsWith('b')) ?? 'none' }",
    values: lists,
  },
  {
    name: 'spread of lists',
    fields: 'a: string[]',
    body: "{ x: ['first', ...values.a, 'last'], y: [...values.a, 'b'].map((x) => `${x}?`), z: values.a.concat(['e']) }",
    values: lists,
  },
  {
    name: 'a list that may be absent',
    fields: 'a?: string[]',
    body: "{ x: (values.a ?? []).map((x) => ({ x })), y: [...(values.a ?? ['none'])], z: values.a?.map((x) => x), w: values.a?.length }",
    values: optional(lists),
  },
  {
    name: 'an item of a list',
    fields: 'a: string[]',
    body: "{ x: values.a[0] ?? 'none', y: values.a.at(1) }",
    values: lists,
  },
  {
    name: 'loops within loops',
    fields: 'a: { n: string; p: number[] }[]',
    body: '{ x: values.a.flatMap(({ n, p }) => p.map((port) => ({ n, port }))), y: values.a.map((h) => ({ n: h.n, p: h.p.map((x) => `${h.n}:${x}`).join() })) }',
    values: [
      { a: [] },
      {
        a: [
          { n: 'x', p: [1, 2] },
          { n: 'y', p: [] },
        ],
      },
    ],
  },
  {
    name: 'entries of a map',
    fields: 'a: Record<string, string>',
    body: '{ x: Object.entries(values.a).map(([name, value]) => ({ name, value })), k: Object.keys(values.a), v: Object.values(values.a) }',
    values: maps,
  },
  {
    name: 'a map made of a map',
    fields: 'a: Record<string, string>',
    body: "{ x: Object.fromEntries(Object.entries(values.a).filter(([, v]) => v !== '').map(([k, v]) => [`p/${k}`, v])) }",
    values: maps,
  },
  {
    name: 'maps put together',
    fields: 'a: Record<string, string>',
    body: "{ x: { a: 'first', ...values.a, b: 'last' }, y: Object.fromEntries(Object.entries({ q: '1', ...values.a }).filter(([k]) => k.startsWith('q') || k === 'a')) }",
    values: maps,
  },
  {
    name: 'entries of an interface',
    fields: 'a: { b: string; c?: string }',
    body: '{ x: Object.entries(values.a).map(([name, value]) => ({ name, value })) }',
    values: [{ a: { b: 'x' } }, { a: { c: 'y', b: 'x' } }],
  },
  {
    name: 'entries of a literal',
    fields: 'a: string',
    body: "{ x: Object.entries({ B: values.a, A: 'lit' }).map(([name, value]) => ({ name, value })) }",
    values: strings,
  },
  {
    name: 'an entry under a known key',
    fields: 'a: Record<string, string>',
    body: "{ x: values.a['b'] ?? 'none', y: values.a.a }",
    values: maps,
  },
  {
    name: 'a lookup in a table',
    fields: "a: 'small' | 'large'",
    body: '{ x: sizes[values.a].cpu }',
    before: "const sizes = { small: { cpu: '1' }, large: { cpu: '2' } };",
    values: [{ a: 'small' }, { a: 'large' }],
  },
  {
    name: 'arithmetic',
    fields: '/** @minimum 0 */ a: number',
    body: '{ x: [values.a + 1, values.a - 3, values.a * 2, values.a % 3, Math.floor(values.a / 2), Math.ceil(values.a / 3), Math.trunc(values.a / 7), Math.min(values.a, 5), Math.max(1, values.a, 3)] }',
    values: numbers,
  },
  {
    name: 'strings with methods',
    fields: '/** @pattern ^[ -~]*$ */ a: string',
    body: "{ x: [values.a.toUpperCase(), values.a.toLowerCase(), values.a.trim(), values.a.replaceAll('a', 'bb'), values.a.includes('a'), values.a.endsWith('1'), values.a.length] }",
    values: [' a ', 'aB1', ''].map((a) => ({ a })),
  },
  {
    name: 'a number out of a string',
    fields: '/** @pattern ^[0-9]{1,5}$ */ a: string',
    body: '{ x: [Number(values.a), Number.parseInt(values.a, 10) + 1] }',
    values: ['0', '12', '8080'].map((a) => ({ a })),
  },
  {
    name: 'JSON',
    fields: 'a: Record<string, string>; b: number',
    body: '{ x: JSON.stringify({ a: values.a, b: [values.b] }) }',
    values: [{ a: { z: '<', y: '"' }, b: 1 }],
  },
  { name: 'base64', fields: 'a: string', body: "{ x: Buffer.from(values.a).toString('base64') }", values: strings },
  {
    name: 'literals looked up with includes',
    fields: 'a: string',
    body: "{ x: ['a', '0'].includes(values.a) }",
    values: strings,
  },
  {
    name: 'a function with defaults, a pattern and a rest',
    fields: 'a?: number; b: string',
    before:
      'const f = ({ user, group = user, ...rest }: { user: number; group?: number | undefined; name: string }, ...more: string[]) => ({ user, group, rest, more });',
    body: "{ x: f({ user: 5, group: values.a, name: values.b }, 'p', values.b), y: f({ user: 1, name: 'n' }) }",
    values: [{ b: 'x' }, { a: 0, b: '' }],
  },
  {
    name: 'constants made by any code',
    fields: 'a: string',
    before:
      "const table = (): string[] => { const rows: string[] = []; let i = 0; while (i < 3) { i += 1; if (i === 2) continue; rows.push(`r${i}`); } for (const n of new Set(['x', 'y'])) rows.push(n.replace(/x/g, 'X')); return rows.sort(); };",
    body: '{ x: [...table(), values.a] }',
    values: strings,
  },
  {
    name: 'a Map of constants',
    fields: 'a: string',
    before: "const table = new Map([['x', 1], ['y', 2]]);",
    body: "{ x: [...table].map(([name, size]) => ({ name, size, of: values.a })), y: table.get('y') ?? 0 }",
    values: strings,
  },
  {
    name: 'a recursion over constants',
    fields: 'a: string',
    before:
      'const nest = (depth: number, leaf: string): unknown => depth === 0 ? leaf : { inner: nest(depth - 1, leaf) };',
    body: '{ x: nest(3, values.a) }',
    values: strings,
  },
  {
    name: 'a choice of objects whose member is read',
    fields: 'a: boolean; b: string',
    body: "{ const r = values.a ? { cpu: '1', extra: values.b } : { cpu: '2', extra: undefined }; return [config({ x: r.cpu, y: r.extra })]; }",
    values: booleans.map((one) => ({ ...(one as object), b: 'x' }) as Json),
  },
  {
    name: 'the in operator',
    fields: 'a: { b?: string }',
    body: "{ x: 'b' in values.a ? 1 : 2 }",
    values: [{ a: {} }, { a: { b: '' } }],
  },
  {
    name: 'null and ??',
    fields: 'a?: string | null',
    body: "{ x: values.a ?? 'none', y: values.a == null, z: values.a ?? undefined }",
    values: [{}, { a: 'x' }],
  },
  {
    name: 'optional chains',
    fields: 'a?: { b?: { c: string }; d: string[] }',
    body: "{ x: values.a?.b?.c, y: values.a?.d.length, z: values.a?.b?.c.startsWith('x') ?? false, w: values.a?.d[0] }",
    values: [{}, { a: { d: [] } }, { a: { b: { c: 'xy' }, d: ['q'] } }],
  },
  {
    name: 'early values of a list of numbers',
    fields: 'a: number[]',
    body: '{ x: values.a.map((n) => n * 2), y: values.a.includes(2), z: values.a.filter((n) => n > 1).length }',
    values: [{ a: [] }, { a: [0, 1, 2, 3] }],
  },
];

for (const { name, fields, body, values, before } of cases)
  test(`${name} is compiled to what the function does`, async () => {
    const whole = body.includes('return [') ? body : `[config(${body})]`;
    await assertEqual(moduleOf(fields, whole, before), values);
  });
