import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseUrl, parseReference } from './reference.ts';

test('a full reference is read, and plain HTTP is for this machine only', () => {
  const at = (text: string): string => baseUrl(parseReference(text));
  assert.equal(at('ghcr.io/acme/operator:v1'), 'https://ghcr.io/v2/acme/operator');
  assert.equal(at('127.0.0.1:5000/operator:v1'), 'http://127.0.0.1:5000/v2/operator');
  assert.equal(at('localhost/a/b-c/d__e:1.2.3-rc.1'), 'http://localhost/v2/a/b-c/d__e');
});

for (const text of [
  'operator:v1',
  'acme/operator:v1',
  'ghcr.io/acme/operator',
  'ghcr.io/Acme/operator:v1',
  'ghcr.io/a:-',
  '',
])
  test(`«${text}» is no full reference`, () => {
    assert.throws(() => parseReference(text), { message: `${text} is no full reference` });
  });
