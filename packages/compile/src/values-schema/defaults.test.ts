import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withDefaults } from './defaults.ts';

test('maps merge, lists and scalars replace', () => {
  const defaults = { a: { b: 1, c: 2 }, l: [1, 2], s: 'x', kept: true };
  const values = { a: { c: 3, d: 4 }, l: [], s: '' };
  assert.deepEqual(withDefaults(defaults, values), { a: { b: 1, c: 3, d: 4 }, l: [], s: '', kept: true });
});

test('a null takes a default away, and stays where there is none', () => {
  assert.deepEqual(withDefaults({ a: { b: 1 }, c: 1 }, { a: { b: null, d: null }, c: null, e: null }), {
    a: { d: null },
    e: null,
  });
});

test('a scalar replaces a map, and a map a scalar', () => {
  assert.deepEqual(withDefaults({ a: { b: 1 }, c: 1 }, { a: 2, c: { d: 3 } }), { a: 2, c: { d: 3 } });
});

test('a key that JavaScript has a meaning for is a key', () => {
  const values = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}');
  assert.equal(JSON.stringify(withDefaults({ b: 1 }, values)), '{"b":1,"__proto__":{"a":1},"constructor":2}');
});
