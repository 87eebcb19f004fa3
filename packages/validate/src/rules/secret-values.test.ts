import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { object } from '../../test/sample-manifests.ts';
import { secretValues } from './secret-values.ts';

const secret = (fields: object) => object('v1', 'Secret', { name: 'keys', ...fields });

test('a Secret with a value is reported by its keys, never by the value', () => {
  for (const list of ['data', 'stringData']) {
    const [finding] = check(secretValues, [secret({ [list]: { access_key: 'c2VjcmV0LXZhbHVl' } })]);
    assert.equal(finding?.code, 'secret-value');
    assert.match(finding?.message ?? '', new RegExp(`${list}\\.access_key`));
    assert.doesNotMatch(JSON.stringify(finding), /c2VjcmV0/);
  }
});

test('a Secret without values passes, and other kinds are none', () => {
  const manifests = [
    secret({}),
    secret({ data: {} }),
    secret({ stringData: { later: '' } }),
    object('v1', 'ConfigMap', { name: 'a', data: { a: 'b' } }),
  ];
  assert.deepEqual(codes(check(secretValues, manifests)), []);
});
