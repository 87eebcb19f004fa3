import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalQuantity, compareQuantities } from './quantity.ts';

const cases: readonly (readonly [written: string, kept: string])[] = [
  ['1', '1'],
  ['1000m', '1'],
  ['0.1', '100m'],
  ['.5', '500m'],
  ['1.5', '1500m'],
  ['100m', '100m'],
  ['3072Mi', '3Gi'],
  ['1.5Gi', '1536Mi'],
  ['1000M', '1G'],
  ['1e3', '1e3'],
  ['12000000', '12M'],
  ['0.5Ki', '512'],
  ['2Ki', '2Ki'],
  ['1023', '1023'],
  ['0', '0'],
  ['0Gi', '0'],
  ['-1500m', '-1500m'],
  ['+1', '1'],
  ['0.0000000001', '1n'],
  ['1E', '1E'],
  ['1.', '1'],
];

for (const [written, kept] of cases)
  test(`the API server keeps ${written} as ${kept}`, () => assert.equal(canonicalQuantity(written), kept));

for (const text of ['', 'm', '1 Gi', '1gi', '1KB', '1e', 'Gi', '1.2.3', '0x1'])
  test(`'${text}' is no quantity`, () => assert.equal(canonicalQuantity(text), undefined));

const quantity = fc
  .tuple(
    fc.integer({ min: -99999, max: 99999 }),
    fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'e-2'),
  )
  .map(([amount, suffix]) => `${amount}${suffix}`);

test('the canonical form is the same amount and canonical itself', () => {
  fc.assert(
    fc.property(quantity, (text) => {
      const canonical = canonicalQuantity(text) ?? '';
      assert.equal(compareQuantities(text, canonical), 0);
      assert.equal(canonicalQuantity(canonical), canonical);
    }),
  );
});

test('an amount that is no quantity is not compared', () =>
  assert.throws(() => compareQuantities('1', 'x'), RangeError));
