import assert from 'node:assert/strict';
import { test } from 'node:test';
import { register } from './load-generators.ts';

const file = 'packages/shop/bundle.ts';

const bundleWith = (lists: string): string => `import { bundle } from '@wildermesser/emit';
import { b } from './src/b.ts'; // the first

/* What is here is not to be touched. */
export default bundle({
    description:   "A shop",
${lists}
});
`;

const added = (text: string, constant = 'c', list: 'components' | 'templates' = 'components'): string => {
  const entry = { constant, file: `./src/${constant}.ts` };
  return register(text, file, { components: [], templates: [], [list]: [entry] });
};

/** The lines that came, and those that went. */
const changed = (before: string, after: string): { came: string[]; went: string[] } => ({
  came: after.split('\n').filter((line) => !before.split('\n').includes(line)),
  went: before.split('\n').filter((line) => !after.split('\n').includes(line)),
});

const refusal = (text: string, constant?: string): { message: string; line?: number } => {
  try {
    added(text, constant);
  } catch (error) {
    return error as Error & { line?: number };
  }
  return assert.fail('nothing was refused');
};

test('a component is added to a list in one line, and nothing else changes', () => {
  const before = bundleWith('  components: [b],');
  assert.deepEqual(changed(before, added(before)), {
    came: ["import { c } from './src/c.ts';", '  components: [b, c],'],
    went: ['  components: [b],'],
  });
});

test('a list of several lines grows by a line, and comments stay where they were', () => {
  const before = bundleWith('  components: [\n    // one\n    b, // two\n    // three\n  ],');
  const after = added(before);
  assert.deepEqual(changed(before, after), { came: ["import { c } from './src/c.ts';", '    c,'], went: [] });
  assert.match(after, / {4}b, \/\/ two\n {4}c,\n {4}\/\/ three\n/);
});

test('a last element without a comma gets one before its comment', () => {
  assert.match(added(bundleWith('  components: [\n    b // two\n  ],')), / {4}b, \/\/ two\n {4}c,\n {2}\],/);
});

test('an empty list gets its first element, and keeps a comment', () => {
  assert.match(added(bundleWith('  components: [],')), / {2}components: \[c\],/);
  const kept = added(bundleWith('  components: [\n    // none\n  ],'));
  assert.match(kept, / {2}components: \[\n {4}\/\/ none\n {4}c,\n {2}\],/);
});

test('a line that gets too long becomes one line for each element', () => {
  const names = ['b', ...Array.from({ length: 10 }, (_, index) => `component${index}`)];
  const after = added(bundleWith(`  components: [${names.join(', ')}],`), 'lastOneOfAll');
  assert.match(after, / {2}components: \[\n {4}b,\n {4}component0,\n/);
  assert.match(after, / {4}component9,\n {4}lastOneOfAll,\n {2}\],/);
});

test('an import goes where the linter wants it', () => {
  const names = ['b/c', 'b', 'b-1', 'b-c', 'b2-c', 'b2c', 'b10', 'bb'];
  const entries = names.map((name, index) => ({ constant: `c${index}`, file: `./src/${name}.ts` }));
  const lines = (text: string) => [...text.matchAll(/ from '\.\/src\/(.*)\.ts'/g)].map(([, name]) => name);
  for (const components of [entries, entries.toReversed()]) {
    const text = "import { bundle } from '@wildermesser/emit';\n\nexport default bundle({ components: [] });\n";
    assert.deepEqual(lines(register(text, file, { components, templates: [] })), names);
  }
});

test('a bundle without templates gets the list after its components', () => {
  assert.match(
    added(bundleWith('  components: [b]'), 'c', 'templates'),
    / {2}components: \[b\],\n {2}templates: \[c\],\n/,
  );
});

test('a list that is calculated is refused with its file and line', () => {
  const { message, line } = refusal(bundleWith('  components: [b].map((one) => one),'));
  assert.equal(line, 7);
  assert.match(message, /^packages\/shop\/bundle\.ts:7: components is no list in brackets/);
});

test('a bundle without components is refused with the line of the bundle', () => {
  assert.equal(refusal(bundleWith('')).line, 5);
});

test('a file that exports no bundle is refused', () => {
  assert.match(refusal('\nexport default 1;\n').message, /^packages\/shop\/bundle\.ts:2: there is no list/);
  assert.match(refusal('const a = 1;\n').message, /^packages\/shop\/bundle\.ts:1: there is no list/);
});

test('a constant that the bundle has already is refused with its line', () => {
  assert.match(refusal(bundleWith('  components: [b],'), 'b').message, /bundle\.ts:2: b is the name of something else/);
});
