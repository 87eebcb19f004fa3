import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isLater } from './resource-version.ts';

test('resource versions compare as the numbers that they are, however long', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 80n }), fc.bigInt({ min: 0n, max: 2n ** 80n }), (a, b) => {
      assert.equal(isLater(String(a), String(b)), a > b);
    }),
  );
});

test('of versions that are no numbers only equality is known', () => {
  assert.equal(isLater('abc', 'abc'), false);
  assert.equal(isLater('abc', 'abd'), true);
});
