// biome-ignore-all lint/suspicious/noTemplateCurlyInString: sources under test hold template strings.
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { CompilerOptionsError, createCompiler } from '../src/index.ts';
import { compileSource, moduleOf, writeModule } from './fixture.ts';

interface Case {
  readonly what: string;
  readonly fields?: string;
  /** What `config` gets, or a whole body in braces. */
  readonly body: string;
  readonly before?: string;
  readonly reason: RegExp;
  readonly advice: RegExp;
}

const list = 'a: string[]';
const text = 'a: string';
const maybe = 'a?: string';

const cases: readonly Case[] = [
  {
    what: 'a member of the values is assigned',
    body: "{ values.a = 'x'; return []; }",
    reason: /changes an object/,
    advice: /make a new one/,
  },
  {
    what: 'a list of the values is sorted in place',
    fields: list,
    body: 'values.a.sort()',
    reason: /sorts by what the values hold/,
    advice: /let the values give the order/,
  },
  {
    what: 'a list is pushed to under a condition',
    body: "{ const out: string[] = []; if (values.a) out.push('x'); return [config(out)]; }",
    reason: /changes a list, depending on the values/,
    advice: /\.\.\.\(test/,
  },
  {
    what: 'a let is assigned under a condition',
    body: '{ let x = 1; if (values.a) x = 2; return [config(x)]; }',
    reason: /the assignment x = 2 depends on the values/,
    advice: /ternary/,
  },
  {
    what: 'a list of constants is changed by every call',
    before: 'const all: string[] = [];',
    body: "{ all.push('x'); return [config(values.a)]; }",
    reason: /changes a list/,
    advice: /build the list in one place/,
  },
  {
    what: 'a loop goes through the values',
    fields: list,
    body: '{ for (const x of values.a) config(x); return []; }',
    reason: /loop over data that depends on the values/,
    advice: /map, filter or flatMap/,
  },
  {
    what: 'a loop waits for the values',
    fields: 'a: number',
    body: '{ let i = 0; while (i < values.a) i += 1; return [config(i)]; }',
    reason: /how often this loop runs/,
    advice: /map/,
  },
  {
    what: 'the time is asked',
    body: '{ x: Date.now(), y: values.a }',
    reason: /Date depends on the time/,
    advice: /make it a field of the values/,
  },
  {
    what: 'chance is asked',
    body: '{ x: Math.random(), y: values.a }',
    reason: /Math\.random depends on chance/,
    advice: /field of the values/,
  },
  {
    what: 'the environment is read',
    body: '{ x: process.env.HOME, y: values.a }',
    reason: /process depends on the environment/,
    advice: /field of the values/,
  },
  {
    what: 'a module of Node is used',
    before: "import { readFileSync } from 'node:fs';",
    body: "{ x: readFileSync('/etc/hostname', 'utf8'), y: values.a }",
    reason: /comes from a package without its source/,
    advice: /in the workspace/,
  },
  {
    what: 'a function calls itself without an end',
    before: 'const f = (x: string): string => f(`${x}!`);',
    body: 'f(values.a)',
    reason: /calls itself without an end/,
    advice: /map or flatMap/,
  },
  {
    what: 'a regular expression meets the values',
    body: '/^a/.test(values.a)',
    reason: /matches a string that depends on the values/,
    advice: /@pattern/,
  },
  {
    what: 'a class is used',
    before: 'class Box { x = 1; }',
    body: '{ x: new Box().x, y: values.a }',
    reason: /is a class/,
    advice: /plain objects/,
  },
  {
    what: 'a function waits',
    before: 'const f = async (x: string) => x;',
    body: '{ x: f(values.a) }',
    reason: /waits for a promise/,
    advice: /without waiting/,
  },
  {
    what: 'a generator runs',
    before: 'function* f(x: string) { yield x; }',
    body: '{ x: [...f(values.a)] }',
    reason: /runs a generator/,
    advice: /return a list/,
  },
  {
    what: 'errors are caught',
    body: '{ try { return [config(values.a)]; } catch { return []; } }',
    reason: /try and catch/,
    advice: /rule it out/,
  },
  {
    what: 'the function throws for some values',
    body: "{ if (values.a === '') throw new Error('empty'); return []; }",
    reason: /throws here for some values/,
    advice: /@minimum, @pattern/,
  },
  {
    what: 'null is told from undefined',
    fields: 'a?: string | null',
    body: '{ x: values.a === null }',
    reason: /tells null from undefined/,
    advice: /== null/,
  },
  {
    what: 'what may be null is put into a manifest',
    fields: 'a?: string | null',
    body: '{ x: values.a }',
    reason: /may be null/,
    advice: /\?\? undefined/,
  },
  {
    what: 'a getter stands in an object',
    body: '{ get x() { return values.a; } }',
    reason: /getter or setter/,
    advice: /property/,
  },
  {
    what: 'what may be absent is written into a string',
    fields: maybe,
    body: '{ x: `<${values.a}>` }',
    reason: /written as 'undefined'/,
    advice: /\?\?/,
  },
  {
    what: 'what may be absent stands in a list',
    fields: maybe,
    body: '{ x: [values.a] }',
    reason: /may be undefined/,
    advice: /under a condition/,
  },
  {
    what: 'an exclamation mark claims presence',
    fields: maybe,
    body: '{ x: `<${values.a!}>` }',
    reason: /claims that the value is there/,
    advice: /\?\?/,
  },
  {
    what: 'a cast claims presence',
    fields: maybe,
    body: '{ const { a } = values as { a: string }; return [config(`<${a}>`)]; }',
    reason: /may be absent/,
    advice: /\?\?/,
  },
  {
    what: 'the type any hides absence',
    fields: maybe,
    body: '{ const a: any = values.a; return [config(`<${a}>`)]; }',
    reason: /the type any hides/,
    advice: /interface/,
  },
  {
    what: 'a predicate claims a type',
    fields: maybe,
    before: 'const is = (x: string | undefined): x is string => true;',
    body: '{ x: is(values.a) ? `<${values.a}>` : 1 }',
    reason: /claims a type that nobody checks/,
    advice: /in place/,
  },
  {
    what: 'letters beyond ASCII are changed',
    body: 'values.a.toUpperCase()',
    reason: /beyond ASCII/,
    advice: /@pattern/,
  },
  {
    what: 'a string is split',
    body: "values.a.split(',')",
    reason: /'split' of a string/,
    advice: /includes, startsWith/,
  },
  {
    what: 'a replacement holds a dollar',
    body: "values.a.replaceAll('a', '$&')",
    reason: /holds '\$'/,
    advice: /without '\$'/,
  },
  {
    what: 'a quotient may be a fraction',
    fields: 'a: number',
    body: '{ x: values.a / 2 }',
    reason: /may give a fraction/,
    advice: /Math\.trunc/,
  },
  {
    what: 'a quotient may be negative',
    fields: 'a: number',
    body: '{ x: Math.floor(values.a / 2) }',
    reason: /may be negative/,
    advice: /@minimum 0/,
  },
  {
    what: 'the divisor may be 0',
    fields: 'a: number',
    body: '{ x: Math.trunc(7 / values.a) }',
    reason: /may be 0/,
    advice: /@minimum 1/,
  },
  {
    what: 'a fraction is calculated with',
    fields: '/** @float */ a: number',
    body: '{ x: values.a + 1 }',
    reason: /no whole number/,
    advice: /without @float/,
  },
  {
    what: 'a number is read from any string',
    body: '{ x: Number(values.a) }',
    reason: /a string that may be none/,
    advice: /@pattern/,
  },
  {
    what: 'a map is read under any key',
    fields: 'a: string; m: Record<string, string>',
    body: '{ x: values.m[values.a] }',
    reason: /'constructor'/,
    advice: /@pattern/,
  },
  {
    what: 'a list is cut',
    fields: list,
    body: 'values.a.slice(1)',
    reason: /takes a part of a list/,
    advice: /filter/,
  },
  {
    what: 'the machine is asked for an order',
    body: "values.a.localeCompare('b')",
    reason: /machine's language/,
    advice: /===/,
  },
  {
    what: 'typeof tells types apart',
    fields: 'a: string | number',
    body: "typeof values.a === 'string' ? 1 : 2",
    reason: /the type allows several/,
    advice: /literal type/,
  },
  {
    what: 'a built-in without a translation is called',
    body: 'encodeURIComponent(values.a)',
    reason: /not translated for what depends/,
    advice: /constants/,
  },
  {
    what: 'an object of a mixed making gives a list',
    fields: 'm: Record<string, string>',
    body: "Object.keys({ z: 'x', ...values.m })",
    reason: /order of these entries/,
    advice: /fromEntries/,
  },
  {
    what: 'JSON depends on how an object was made',
    fields: 'm: Record<string, string>',
    body: "JSON.stringify({ z: 'x', ...values.m })",
    reason: /order of the keys of this JSON/,
    advice: /one by one/,
  },
  {
    what: 'this is used',
    body: '{ x: function (this: unknown) { return values.a; }.call(undefined) }',
    reason: /what is not data|no function/,
    advice: /./,
  },
  {
    what: 'a module variable may change',
    before: 'let counter = 1;',
    body: '{ x: counter, y: values.a }',
    reason: /may change from one call to the next/,
    advice: /const/,
  },
  {
    what: 'a const is made of itself',
    before: 'const one: { x: unknown } = { x: two };\nconst two: { x: unknown } = { x: one };',
    body: 'one',
    reason: /made of itself/,
    advice: /circle/,
  },
];

for (const { what, fields = text, body, before, reason, advice } of cases)
  test(`refused where ${what}`, () => {
    const whole =
      /\breturn\b/.test(body) && !body.startsWith('{ get') && !body.startsWith('{ x: function')
        ? body
        : `[config(${body})]`;
    const { template, findings } = compileSource(moduleOf(fields, whole, before));
    assert.equal(template, undefined);
    const [finding] = findings;
    assert.match(finding?.message ?? '', reason);
    assert.match(finding?.advice ?? '', advice);
    assert.equal(finding?.code, 'cannot-compile');
  });

test('a refusal shows file, line, column, the source line with a caret, and how the code was reached', () => {
  writeModule(
    'helper.ts',
    'export const stamp = (name: string) => ({\n\tname,\n\tat: new Date(name).toISOString(),\n});\n',
  );
  const { findings } = compileSource(
    moduleOf(text, '[config(stamp(values.a))]', "import { stamp } from './helper.ts';"),
  );
  const [finding] = findings;
  assert.deepEqual(
    [finding?.file, finding?.line, (finding as unknown as { column: number }).column],
    ['helper.ts', 3, 10],
  );
  assert.match(
    finding?.message ?? '',
    /^Date depends on the time, so that no two builds are the same\nhelper\.ts:3:10\n3 \| \tat: new Date\(name\)\.toISOString\(\),\n {4}\t {8}\^\ncalled from fixture-\d+\.ts:5:\d+/,
  );
});

test('all refused members of a literal are reported at once, each place once', () => {
  const body = '{ x: values.a.trim(), y: [Date.now(), values.a.split(",")], z: values.a }';
  const { findings } = compileSource(moduleOf(text, `[config(${body}), config(1)]`));
  assert.deepEqual(
    findings.map(({ message }) => message.split('\n')[0]?.slice(0, 20)),
    ['values.a.trim() may ', 'Date depends on the ', "'split' of a string "],
  );
});

test('options that let the checker overlook what is absent are a bad call', () => {
  const tsconfig = writeModule(
    'loose.json',
    '{ "compilerOptions": { "strict": true, "noUncheckedIndexedAccess": false } }',
  );
  const loose = createCompiler({ root: dirname(tsconfig), tsconfig });
  assert.throws(
    () => loose.compile({ file: 'fixture-1.ts', name: 'component', componentName: 'x' }),
    (error) => error instanceof CompilerOptionsError && error.option === 'noUncheckedIndexedAccess',
  );
});

test('a name that is not exported, and an export that is no function, are findings', () => {
  const missing = compileSource('export const other = 1;').findings[0];
  assert.match(missing?.message ?? '', /nothing is exported under the name 'component'/);
  const data = compileSource('export const component = [1];').findings[0];
  assert.match(data?.message ?? '', /'component' is no function/);
});
