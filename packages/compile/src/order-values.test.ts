import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderValues } from './order-values.ts';

test('maps are gone through in the order of their keys by bytes, also where keys look like numbers', () => {
  const ordered = orderValues({ b: 1, Z: { 10: 'ten', 9: 'nine', a: '' }, a: [{ d: 1, c: 2 }] }) as {
    readonly Z: object;
  };
  assert.deepEqual(Object.keys(ordered), ['Z', 'a', 'b']);
  assert.deepEqual(Object.entries(ordered.Z), [
    ['10', 'ten'],
    ['9', 'nine'],
    ['a', ''],
  ]);
  assert.equal(JSON.stringify(ordered), '{"Z":{"10":"ten","9":"nine","a":""},"a":[{"c":2,"d":1}],"b":1}');
});
