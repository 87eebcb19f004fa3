import assert from 'node:assert/strict';
import { test } from 'node:test';
import { environmentValues } from './environment-values.ts';

test('a key that an environment leaves out is taken away, at any depth', () => {
  const base = { a: 1, map: { fr: 'x', de: 'y' }, list: [1, 2], gone: { deep: 1 } };
  assert.deepEqual(environmentValues(base, { a: 2, map: { de: 'z' }, list: [3] }), {
    a: 2,
    map: { de: 'z', fr: null },
    list: [3],
    gone: null,
  });
});

test('an environment of the same values says nothing but them', () => {
  const base = { a: 1, map: { fr: 'x' }, list: [{ b: 1 }] };
  assert.deepEqual(environmentValues(base, base), base);
});
