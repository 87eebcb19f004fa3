import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileGlob, matchesGlob } from './glob.ts';

test('a glob without a separator crosses directories, as Argo CD uses it', () => {
  const cases: [glob: string, text: string, expected: boolean][] = [
    ['*.yaml', 'a.yaml', true],
    ['*.yaml', 'sub/a.yaml', true],
    ['*.yaml', 'a.yml', false],
    ['*.{yaml,yml}', 'sub/a.yml', true],
    ['{a,b}/*', 'b/c.yaml', true],
    ['{a,b}/*', 'c/c.yaml', false],
    ['{a,{b,c}}.json', 'c.json', true],
    ['?.yaml', 'a.yaml', true],
    ['?.yaml', 'ab.yaml', false],
    ['a?b', 'a/b', true],
    ['[a-c].yaml', 'b.yaml', true],
    ['[a-c].yaml', 'd.yaml', false],
    ['[!a-c].yaml', 'd.yaml', true],
    ['[abz].yaml', 'z.yaml', true],
    ['[!abz].yaml', 'z.yaml', false],
    ['[^ab].yaml', '^.yaml', true],
    ['[^ab].yaml', 'c.yaml', false],
    ['a.yaml', 'aXyaml', false],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['a,b', 'a,b', true],
    ['a}', 'a}', true],
    ['**/x.yaml', 'a/b/x.yaml', true],
    ['', '', true],
    ['config.yaml', 'sub/config.yaml', false],
  ];
  for (const [glob, text, expected] of cases) assert.equal(matchesGlob(glob, text), expected, `${glob} on ${text}`);
});

test('a glob that is not well-formed matches nothing', () => {
  for (const glob of ['{a,b', '[a', 'a\\', '[a-z0-9]', '[]']) {
    assert.equal(compileGlob(glob), undefined, glob);
    assert.equal(matchesGlob(glob, glob), false, glob);
  }
});

test('with a separator one step of a path is matched', () => {
  assert.equal(matchesGlob('*.yaml', 'a/b.yaml', { separator: '/' }), false);
  assert.equal(matchesGlob('a?b', 'a/b', { separator: '/' }), false);
  assert.equal(matchesGlob('[a-z0-9].yaml', '7.yaml', { separator: '/' }), true);
  assert.equal(matchesGlob('[^a-z].yaml', 'a.yaml', { separator: '/' }), false);
  assert.equal(matchesGlob('**.yaml', 'a/b.yaml', { separator: '/' }), true);
});

test('every text is matched by itself with its special characters escaped', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const escaped = text.replace(/[\\*?[\]{},]/g, '\\$&');
      assert.ok(matchesGlob(escaped, text));
      assert.ok(!matchesGlob(escaped, `${text}x`));
    }),
  );
});
