import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { clusterObject, service } from '../../test/sample-manifests.ts';
import { webhookServices } from './webhook-services.ts';

const target = { namespace: 'shop', name: 'hook' };
const hook = service({ name: 'hook', spec: { ports: [{ port: 443 }] } });
const calling = (clientConfig: object) => [
  clusterObject('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', {
    name: 'm',
    webhooks: [{ clientConfig }],
  }),
  clusterObject('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    name: 'd',
    spec: { conversion: { webhook: { clientConfig } } },
  }),
];

test('webhooks that call a Service and port that exist pass, and so do those that call a URL', () => {
  assert.deepEqual(
    check(webhookServices, [...calling({ service: target }), ...calling({ url: 'https://x' }), hook]),
    [],
  );
});

test('webhooks and aggregated APIs that call nobody are reported', () => {
  const api = clusterObject('apiregistration.k8s.io/v1', 'APIService', {
    name: 'a',
    spec: { service: { ...target, port: 8443 } },
  });
  assert.deepEqual(codes(check(webhookServices, calling({ service: target }))), [
    'unknown-service m',
    'unknown-service d',
  ]);
  assert.deepEqual(codes(check(webhookServices, [api, hook])), ['unknown-service-port a']);
});

test('a port that the webhook states is looked for instead of 443', () => {
  const other = service({ name: 'hook', spec: { ports: [{ port: 9443 }] } });
  assert.deepEqual(check(webhookServices, [...calling({ service: { ...target, port: 9443 } }), other]), []);
  assert.equal(check(webhookServices, [...calling({ service: target }), other]).length, 2);
});
