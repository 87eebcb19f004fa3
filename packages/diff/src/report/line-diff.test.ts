import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lineDiff, linesOf, wholeDiff } from './line-diff.ts';

test('lines far from a change are counted and left out', () => {
  const before = 'a\nb\nc\nd\ne\nf\n';
  assert.deepEqual(lineDiff(before, 'a\nb\nc\nd\ne\nF\n', 1), [
    { sign: 'skip', amount: 4 },
    { sign: ' ', text: 'e' },
    { sign: '-', text: 'f' },
    { sign: '+', text: 'F' },
  ]);
});

test('without its added lines a diff is the one text, without its removed lines the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const side = (gone: string): string[] =>
        wholeDiff(before, after).flatMap((line) => (line.sign === 'skip' || line.sign === gone ? [] : [line.text]));
      assert.deepEqual(side('+'), linesOf(before));
      assert.deepEqual(side('-'), linesOf(after));
    }),
  );
});
