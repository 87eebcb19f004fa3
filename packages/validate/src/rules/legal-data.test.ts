import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../test/check-rule.ts';
import { object } from '../../test/sample-manifests.ts';
import { legalData } from './legal-data.ts';

const fields = (content: object) =>
  check(legalData, [object('v1', 'ConfigMap', { name: 'a', ...content })]).map(({ field }) => field);

test('keys that the API server refuses are reported', () => {
  assert.deepEqual(fields({ data: { 'conf/app.yaml': '', 'with space': '', '..': '' } }), [
    'data.conf/app.yaml',
    'data.with space',
    'data...',
  ]);
  assert.deepEqual(fields({ data: { 'app-config_v1.yaml': '', '.hidden': '' }, binaryData: { Logo: '' } }), []);
});

test('more than a mebibyte is refused, where base64 counts for the bytes it stands for', () => {
  assert.deepEqual(fields({ data: { a: 'x'.repeat(1_048_576) } }), []);
  assert.deepEqual(fields({ data: { a: 'x'.repeat(1_048_576), b: 'x' } }), ['data']);
  assert.deepEqual(fields({ binaryData: { a: 'A'.repeat(1_398_100) } }), []);
  assert.deepEqual(fields({ binaryData: { a: 'A'.repeat(1_398_108) } }), ['data']);
});

test('the data of a Secret is base64, its stringData is not', () => {
  const secret = (content: object) => check(legalData, [object('v1', 'Secret', { name: 'a', ...content })]).length;
  assert.equal(secret({ data: { a: 'A'.repeat(1_398_100) } }), 0);
  assert.equal(secret({ stringData: { a: 'A'.repeat(1_398_100) } }), 1);
});
