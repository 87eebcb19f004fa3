import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../test/check-rule.ts';
import { clusterObject } from '../../test/sample-manifests.ts';
import { injectedFields } from './injected-fields.ts';

const role = (fields: object) => clusterObject('rbac.authorization.k8s.io/v1', 'ClusterRole', { name: 'a', ...fields });
const configuration = (clientConfig: object, annotations: Record<string, string>) =>
  clusterObject('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', {
    name: 'a',
    annotations,
    webhooks: [{ clientConfig }],
  });
const injected = { 'cert-manager.io/inject-ca-from': 'shop/cert' };

test('rules of an aggregated ClusterRole are reported', () => {
  assert.deepEqual(
    check(injectedFields, [
      role({ rules: [{}] }),
      role({ aggregationRule: {} }),
      role({ aggregationRule: {}, rules: [] }),
    ]),
    [],
  );
  assert.equal(check(injectedFields, [role({ aggregationRule: {}, rules: [{}] })])[0]?.field, 'rules');
});

test('a caBundle that cert-manager injects is reported, one that nobody injects is not', () => {
  assert.equal(
    check(injectedFields, [configuration({ caBundle: 'x' }, injected)])[0]?.field,
    'webhooks[0].clientConfig.caBundle',
  );
  assert.deepEqual(check(injectedFields, [configuration({ caBundle: 'x' }, {}), configuration({}, injected)]), []);
});

test('preserveUnknownFields: false of a definition is reported', () => {
  const definition = (spec: object) =>
    clusterObject('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { name: 'a', spec });
  assert.equal(check(injectedFields, [definition({ preserveUnknownFields: false })]).length, 1);
  assert.deepEqual(check(injectedFields, [definition({})]), []);
});
