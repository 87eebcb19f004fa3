import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareBytes, sortByBytes } from './byte-order.ts';

const texts = fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 20 });

test('characters of the astral planes come behind all others, as in UTF-8 and unlike in the language', () => {
  assert.ok(compareBytes('\ufffd', '🙂') < 0 && compareBytes('🙂', '\ufffd') > 0 && '\ufffd' > '🙂');
  assert.deepEqual(sortByBytes(['🙂', '\ufffd', 'a']), ['a', '\ufffd', '🙂']);
});

test('the order of two texts is that of their UTF-8 bytes', () => {
  fc.assert(
    fc.property(texts, (drawn) => {
      const byBuffer = drawn.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      assert.deepEqual(sortByBytes([...drawn]), byBuffer);
      assert.deepEqual(drawn.toSorted(compareBytes), byBuffer);
    }),
  );
});
