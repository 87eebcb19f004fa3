import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setOrigin } from '@wildermesser/manifest';
import { check, codes } from '../../test/check-rule.ts';
import { object } from '../../test/sample-manifests.ts';
import { duplicateIdentity } from './duplicate-identity.ts';

const configMap = (name: string, namespace?: string) =>
  object('v1', 'ConfigMap', { name, ...(namespace === undefined ? {} : { namespace }) });

test('the second of two manifests with one identity is reported and names the place of the first', () => {
  const [first, second] = [configMap('a'), configMap('a')];
  setOrigin(first, { file: 'one.ts', line: 3 });
  setOrigin(second, { file: 'two.ts', line: 7 });
  const findings = check(duplicateIdentity, [first, second]);
  assert.deepEqual(codes(findings), ['duplicate-identity a']);
  assert.equal(findings[0]?.file, 'two.ts');
  assert.match(findings[0]?.message ?? '', /one\.ts:3/);
});

test('the same object at two versions of its group is one object', () => {
  const findings = check(duplicateIdentity, [
    object('apps/v1', 'Deployment', { name: 'a' }),
    object('apps/v1beta1', 'Deployment', { name: 'a' }),
  ]);
  assert.deepEqual(codes(findings), ['duplicate-identity a']);
});

test('another namespace, kind or group makes another object', () => {
  const manifests = [
    configMap('a'),
    configMap('a', 'other'),
    object('v1', 'Secret', { name: 'a' }),
    object('x.example/v1', 'ConfigMap', { name: 'a' }),
  ];
  assert.deepEqual(check(duplicateIdentity, manifests), []);
});

test('objects that leave their name to the API server never collide', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'run-', namespace: 'shop' } };
  assert.deepEqual(check(duplicateIdentity, [job, { ...job }]), []);
});
