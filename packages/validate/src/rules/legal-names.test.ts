import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { object } from '../../test/sample-manifests.ts';
import { legalNames } from './legal-names.ts';

const rbac = 'rbac.authorization.k8s.io/v1';

const illegal: readonly [string, string, string][] = [
  ['v1', 'ConfigMap', 'Upper'],
  ['v1', 'ConfigMap', 'under_score'],
  ['v1', 'ConfigMap', '-first'],
  ['v1', 'ConfigMap', 'a..b'],
  ['v1', 'ConfigMap', 'a.-b'],
  ['v1', 'ConfigMap', 'x'.repeat(254)],
  ['v1', 'Service', 'with.dot'],
  ['v1', 'Service', 'x'.repeat(64)],
  ['v1', 'Namespace', 'with.dot'],
  ['batch/v1', 'CronJob', 'x'.repeat(53)],
  ['batch/v1', 'Job', 'x'.repeat(64)],
  ['apps/v1', 'StatefulSet', 'x'.repeat(53)],
  ['apps/v1', 'StatefulSet', 'a.b'],
  [rbac, 'Role', 'a/b'],
  [rbac, 'ClusterRole', 'a%b'],
  [rbac, 'ClusterRole', '..'],
  ['scheduling.k8s.io/v1', 'PriorityClass', 'system-mine'],
];

for (const [apiVersion, kind, name] of illegal) {
  test(`${kind} ${name.slice(0, 12)} (${name.length} characters) is refused`, () => {
    assert.deepEqual(codes(check(legalNames, [object(apiVersion, kind, { name })])), [`illegal-name ${name}`]);
  });
}

const legal: readonly [string, string, string][] = [
  ['v1', 'ConfigMap', '0.a-b.c'],
  ['v1', 'ConfigMap', 'x'.repeat(253)],
  ['v1', 'Service', 'x'.repeat(63)],
  ['batch/v1', 'CronJob', 'x'.repeat(52)],
  [rbac, 'ClusterRole', 'system:auth delegator'],
  [rbac, 'RoleBinding', 'With:Colon'],
];

for (const [apiVersion, kind, name] of legal) {
  test(`${kind} ${name.slice(0, 24)} (${name.length} characters) passes`, () => {
    assert.deepEqual(check(legalNames, [object(apiVersion, kind, { name })]), []);
  });
}

test('a Service that begins with a digit is a warning, since 1.36 takes it and older clusters do not', () => {
  const [finding] = check(legalNames, [object('v1', 'Service', { name: '1st' })]);
  assert.deepEqual([finding?.severity, finding?.code], ['warning', 'illegal-name']);
});

test('a definition is named after its plural and group', () => {
  const definition = (name: string) =>
    object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
      name,
      spec: { group: 'otus.homework', names: { plural: 'mysqls' } },
    });
  assert.deepEqual(check(legalNames, [definition('mysqls.otus.homework')]), []);
  assert.deepEqual(codes(check(legalNames, [definition('mysql.otus.homework')])), ['illegal-name mysql.otus.homework']);
});

test('a generateName is judged with the characters that the API server appends', () => {
  const job = (generateName: string) => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName } });
  assert.deepEqual(check(legalNames, [job('run-'), job('x'.repeat(58))]), []);
  assert.equal(check(legalNames, [job('x'.repeat(59)), job('Run-')]).length, 2);
});

test('an object without any name is refused', () => {
  assert.equal(check(legalNames, [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} }])[0]?.field, 'metadata.name');
});
