import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../../test/helm/expressions.ts';
import { isNeverEmpty, isRequired, isSmallInteger } from './schema-facts.ts';

const schema = {
  type: 'object',
  required: ['a', 'storage', 'nullable', 'inner'],
  $defs: { inner: { type: 'object', required: ['x'], properties: { x: { type: 'string' } } } },
  properties: {
    a: { type: 'integer', minimum: 0, maximum: 65535 },
    b: { type: 'integer', minimum: 1 },
    level: { enum: ['low', 'high'] },
    off: { enum: ['', 'high'] },
    nullable: { type: ['object', 'null'] },
    inner: { $ref: '#/$defs/inner' },
    storage: {
      oneOf: [
        { type: 'object', properties: { type: { const: 'none' } } },
        { type: 'object', properties: { size: {} } },
      ],
    },
  },
};

test('a value is certain when it and all that it lies in are required', () => {
  const certain = ['a', 'b', 'storage', 'storage/size', 'nullable', 'inner/x', 'unknown'].filter((path) =>
    isRequired(at(path, 'any'), schema),
  );
  assert.deepEqual(certain, ['a', 'storage', 'inner/x']);
});

test('a value is never empty when the schema admits neither zero nor an empty text', () => {
  const full = ['a', 'b', 'level', 'off', 'storage'].filter((path) => isNeverEmpty(at(path, 'any'), schema));
  assert.deepEqual(full, ['b', 'level']);
});

test('an integer is printed as it is only when it stays below a million', () => {
  assert.ok(isSmallInteger(at('a', 'integer'), schema));
  assert.ok(!isSmallInteger(at('b', 'integer'), schema));
});
