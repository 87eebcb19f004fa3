import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareTags, isMoving, majorOf } from './tag-order.ts';

test('versions are ordered by their numbers, and what comes before a release is older', () => {
  const ascending = ['v1.0.0-alpha.1', '1.0.0-rc.1', '1.0.0-rc.2', '1.0.0', 'v1.0.1', '1.2', '1.10.0', '2.0.0'];
  ascending.forEach((older, index) => {
    for (const newer of ascending.slice(index + 1))
      assert.ok((compareTags(older, newer) ?? 0) < 0, `${older} < ${newer}`);
  });
});

test('dates are ordered, flavours are not, and words tell nothing', () => {
  const release = (day: string): string => `RELEASE.${day}T16-13-09Z`;
  assert.ok((compareTags(release('2025-04-22'), release('2025-09-07')) ?? 0) < 0);
  assert.equal(compareTags('1.2.3-alpine', '1.2.2-bookworm'), undefined);
  assert.ok((compareTags('1.27.1-alpine3.20', '1.27.0-alpine3.21') ?? 0) > 0);
  assert.equal(compareTags('latest', '1.0.0'), undefined);
  assert.equal(compareTags('sha-0a1b2c', 'sha-1b2c3d'), undefined);
});

test('the order of two tags turns around with them', () => {
  const tag = fc
    .tuple(fc.nat(30), fc.nat(30), fc.nat(30), fc.constantFrom('', '-rc.1', '-alpine'))
    .map(([major, minor, patch, rest]) => `${major}.${minor}.${patch}${rest}`);
  fc.assert(
    fc.property(tag, tag, (a, b) => {
      const [forth, back] = [compareTags(a, b), compareTags(b, a)];
      assert.equal(
        forth === undefined ? undefined : Math.sign(forth) + Math.sign(back ?? 0),
        forth === undefined ? undefined : 0,
      );
    }),
  );
});

test('a tag has a major version only if it is one', () => {
  assert.deepEqual(['v1.2.3', '14.1', 'latest', '20250907'].map(majorOf), [1, 14, undefined, undefined]);
});

test('tags that move by custom are known', () => {
  assert.deepEqual(['', 'latest', 'main', 'Stable', '1.2.3', 'main-0a1b2c'].map(isMoving), [
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});
