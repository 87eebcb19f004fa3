import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberText } from './number-text.ts';

test('numbers are written as in English, with two decimals at most', () => {
  const numbers = [0, 3, 10, 100, 0.5, 0.25, 1.333, 999, 1000, 1_234_567.891, -1000.5, 1500];
  assert.deepEqual(
    numbers.map(numberText),
    numbers.map((value) => value.toLocaleString('en', { maximumFractionDigits: 2 })),
  );
});
