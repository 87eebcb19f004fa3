import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { columnsOf, layOut, span } from './layout.ts';

test('a long line is broken at spaces and continued with an indent', () => {
  assert.equal(
    layOut([span('the selector of a Deployment cannot be changed')], 2, { width: 30 }),
    '  the selector of a Deployment\n    cannot be changed',
  );
});

test('what belongs together stays on one line', () => {
  const reason = { text: '  # forces recreation', whole: true } as const;
  assert.equal(
    layOut([span('spec.selector.app: a → b'), reason], 0, { width: 40 }),
    'spec.selector.app: a → b\n  # forces recreation',
  );
});

test('no line is wider than the terminal, whatever the characters and the paint', () => {
  const text = fc.array(fc.constantFrom('word', '汉字', 'x'.repeat(70), 'é', '→', '👀'), { maxLength: 20 });
  fc.assert(
    fc.property(text, fc.integer({ min: 30, max: 80 }), fc.integer({ min: 0, max: 6 }), (words, width, indent) => {
      const lines = layOut([span(words.join(' '), 'red')], indent, { width, colour: true }).split('\n');
      for (const line of lines) assert.ok(columnsOf(stripVTControlCharacters(line).trimEnd()) <= width, line);
    }),
  );
});
