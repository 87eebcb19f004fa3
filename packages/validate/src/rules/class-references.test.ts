import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { clusterObject, object } from '../../test/sample-manifests.ts';
import { classReferences } from './class-references.ts';

const ingress = object('networking.k8s.io/v1', 'Ingress', { name: 'i', spec: { ingressClassName: 'nginx' } });
const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', { name: 'g', spec: { gatewayClassName: 'eg' } });

test('classes that nobody emits or expects are reported', () => {
  assert.deepEqual(codes(check(classReferences, [ingress, gateway])), ['unknown-class i', 'unknown-class g']);
});

test('emitted and expected classes are accepted, and an Ingress without class is not judged', () => {
  const emitted = clusterObject('networking.k8s.io/v1', 'IngressClass', { name: 'nginx' });
  const expected = {
    group: 'gateway.networking.k8s.io',
    kind: 'GatewayClass',
    namespace: '',
    name: 'eg',
    reason: 'chart',
  };
  const classless = object('networking.k8s.io/v1', 'Ingress', { name: 'x', spec: {} });
  assert.deepEqual(check(classReferences, [ingress, gateway, emitted, classless], [expected]), []);
});
