import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocuments } from './read.ts';

const read = (text: string): unknown[] => {
  const { documents, findings } = readDocuments(text, 'a.yaml');
  assert.deepEqual(findings, []);
  return documents.map(({ value }) => value);
};

test('words and numbers mean what they mean to Kubernetes', () => {
  const values = { a: true, b: false, c: 511, d: 511, e: 1000, f: null, g: '1:30', h: '2020-01-01', i: 'y' };
  assert.deepEqual(read('a: yes\nb: Off\nc: 0777\nd: 0o777\ne: 1_000\nf: ~\ng: 1:30\nh: 2020-01-01\ni: "y"\n'), [
    values,
  ]);
});

test('a stream gives its documents with their lines, the empty ones left out', () => {
  const { documents } = readDocuments('# head\n---\na: 1\n---\n---\n# nothing\n---\n\nb: 2\n...\n', 'a.yaml');
  assert.deepEqual(documents, [
    { value: { a: 1 }, line: 3 },
    { value: { b: 2 }, line: 9 },
  ]);
});

test('anchors and merges are resolved, the own key wins over the merged one, the first merged one over the second', () => {
  const text = 'p: &p {a: 1, b: 1}\nq: &q {b: 2, c: 2}\nr: {<<: [*p, *q], a: 3}\ns: *p\n';
  assert.deepEqual(read(text), [{ p: { a: 1, b: 1 }, q: { b: 2, c: 2 }, r: { a: 3, b: 1, c: 2 }, s: { a: 1, b: 1 } }]);
});

test('a key named __proto__ is a key like any other', () => {
  const [value] = read('__proto__: {polluted: true}\n') as [object];
  assert.deepEqual(Object.keys(value), ['__proto__']);
  assert.equal('polluted' in value, false);
});

test('a byte order mark and CRLF are no content', () =>
  assert.deepEqual(read('\ufeffa: 1\r\nb: x\r\n'), [{ a: 1, b: 'x' }]));

for (const [situation, text, code, line] of [
  ['a key that is there twice', 'a: 1\nb:\n  c: 1\n  c: 2\n', 'yaml-duplicate-key', 4],
  ['a key that is there twice by another notation', 'a: 1\n"a": 2\n', 'yaml-duplicate-key', 2],
  ['text that is no YAML', 'a: 1\nb: [1\n', 'yaml-syntax', 3],
  ['a tab as indentation', 'a:\n\tb: 1\n', 'yaml-syntax', 2],
  ['a tag of a program', 'a: !!python/object x\n', 'yaml-tag', 1],
  ['an alias without an anchor', 'a: *nowhere\n', 'yaml-alias', 1],
  ['an alias of what it stands in', 'a: &a\n  b: *a\n', 'yaml-alias', 2],
  ['a number that a double does not hold', 'a: 9007199254740993\n', 'yaml-number', 1],
  ['infinity', 'a: .inf\n', 'yaml-number', 1],
  ['a map as key', '? {a: 1}\n: 2\n', 'yaml-key', 1],
  ['null as key', '~: 2\n', 'yaml-key', 1],
  ['a fraction as key', '1.50: 2\n', 'yaml-key', 1],
  ['a merge of a string', 'a: {<<: x}\n', 'yaml-merge', 1],
] as const)
  test(`${situation} is a finding with its line`, () => {
    const { documents, findings } = readDocuments(text, 'a.yaml');
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.file, finding.line]),
      [[code, 'a.yaml', line]],
    );
    assert.deepEqual(documents, []);
  });

test('a document with a fault does not hide its neighbours', () => {
  const { documents, findings } = readDocuments('a: 1\n---\nb: 1\nb: 2\n---\nc: 1\n', 'a.yaml');
  assert.deepEqual([documents.map(({ value }) => value), findings.length], [[{ a: 1 }, { c: 1 }], 1]);
});

test('aliases that expand without end are refused instead of filling the memory', () => {
  const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`);
  const { findings } = readDocuments(`l0: &l0 [x]\n${levels.join('\n')}\n`, 'a.yaml');
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['yaml-alias'],
  );
});
