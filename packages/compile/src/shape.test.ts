import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAscii, isDecimal } from './shape.ts';

const ascii = ['^[a-z0-9.-]+$', '^[ -~]*$', '^v\\d+(?:\\.\\d+)*$', '^(?:a|b)$', '^[a-z]([-a-z0-9]*[a-z0-9])?$'];
const beyond = ['^[^a]+$', '[a-z]', '^a|b$', '^.*$', '^\\S+$', '^[\\s]*$', '^[a-ü]+$', '^\\W$'];

for (const pattern of ascii)
  test(`strings of ${pattern} are ASCII`, () => assert.equal(isAscii({ kind: 'string', pattern }), true));
for (const pattern of beyond)
  test(`strings of ${pattern} may hold more than ASCII`, () =>
    assert.equal(isAscii({ kind: 'string', pattern }), false));

for (const pattern of ['^[0-9]{1,5}$', '^\\d{3}$', '^-?[1-9][0-9]{0,4}$', '^[0-9]$'])
  test(`strings of ${pattern} are numbers`, () => assert.equal(isDecimal({ kind: 'string', pattern }), true));
for (const pattern of ['^[0-9]+$', '^[0-9]*$', '^[0-9]{0,3}$', '^0|[1-9]$', '^[0-9a-f]{2}$', '[0-9]{2}'])
  test(`strings of ${pattern} may be no number that is held exactly`, () =>
    assert.equal(isDecimal({ kind: 'string', pattern }), false));

test('a limit on the length makes any row of digits a number that is held exactly', () =>
  assert.equal(isDecimal({ kind: 'string', pattern: '^[0-9]+$', maxLength: 15 }), true));
