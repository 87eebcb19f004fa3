import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitsGlob } from './glob.ts';

test('a star is anything and a question mark one character', () => {
  const fitting = [
    ['*', ''],
    ['*', 'shop'],
    ['shop-*', 'shop-dev'],
    ['*-dev', 'shop-dev'],
    ['s*p-?ev', 'shop-dev'],
    ['https://git.example/*', 'https://git.example/a/b.git'],
  ] as const;
  for (const [pattern, text] of fitting) assert.ok(fitsGlob(pattern, text), `${pattern} ${text}`);
  const others = [
    ['', 'shop'],
    ['shop', 'shop-dev'],
    ['shop-?', 'shop-'],
    ['*.git', 'shop.git.bak'],
    ['a.c', 'abc'],
  ] as const;
  for (const [pattern, text] of others) assert.ok(!fitsGlob(pattern, text), `${pattern} ${text}`);
});

test('what a pattern with stars was made from fits it', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 4 });
  fc.assert(
    fc.property(fc.array(fc.tuple(part, part), { maxLength: 6 }), (parts) => {
      const pattern = parts.map(([fixed]) => `${fixed}*`).join('');
      const text = parts.map(([fixed, free]) => `${fixed}${free}`).join('');
      assert.ok(fitsGlob(pattern, text), `${pattern} ${text}`);
    }),
  );
});
