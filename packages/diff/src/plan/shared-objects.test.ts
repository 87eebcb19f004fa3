import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationOf, sideOf } from '../../test/side-of.ts';
import { sharedObjects } from './shared-objects.ts';

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' } };

test('an object of two Applications is named with both', () => {
  const [finding, ...more] = sharedObjects(
    sideOf('head', applicationOf([configMap]), applicationOf([configMap], { name: 'other' })),
  );
  assert.deepEqual(more, []);
  assert.equal(finding?.code, 'shared-object');
  assert.match(finding?.message ?? '', /app and other/);
});

test('in two clusters they are two objects', () => {
  const other = applicationOf([configMap], { name: 'other', cluster: 'https://other.example' });
  assert.deepEqual(sharedObjects(sideOf('head', applicationOf([configMap]), other)), []);
});
