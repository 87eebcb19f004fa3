import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapePattern, patternFault } from './re2.ts';

const refused: readonly (readonly [string, RegExp])[] = [
  ['a(?=b)', /look-around/],
  ['(?<!a)b', /look-around/],
  ['(a)\\1', /back-reference/],
  ['(?<n>a)\\k<n>', /back-reference/],
  ['\\u0041', /escape/],
  ['\\cA', /escape/],
  ['[]a', /no regular expression|empty character class/],
  ['[^]', /empty character class/],
  ['a{1001}', /1000/],
  ['a{2,2000}', /1000/],
  ['[[:alpha:]', /class by name/],
  ['\\p{Script=Greek}', /Unicode property/],
  ['\\z', /no regular expression/],
  ['(', /no regular expression/],
  ['a\\', /no regular expression/],
];

for (const [pattern, expected] of refused) {
  test(`${pattern} is refused, since Helm could not read it`, () => {
    assert.match(patternFault(pattern) ?? '', expected);
  });
}

for (const pattern of [
  '^[a-z]+$',
  '(?:a|b){1,1000}',
  '(?<name>a)',
  '[(?=]',
  '\\(?=',
  '[\\]{2000}]',
  '\\d\\w\\s\\b',
  '\\p{L}',
  '^.*$',
]) {
  test(`${pattern} is taken`, () => {
    assert.equal(patternFault(pattern), undefined);
  });
}

test('a text as a pattern matches itself alone', () => {
  const text = '^a.b*c+(d)[e]{f}|g\\h$/-';
  assert.ok(new RegExp(`^${escapePattern(text)}$`, 'u').test(text));
  assert.equal(patternFault(escapePattern(text)), undefined);
});
