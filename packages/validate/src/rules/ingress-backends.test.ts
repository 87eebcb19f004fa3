import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { object, service } from '../../test/sample-manifests.ts';
import { ingressBackends } from './ingress-backends.ts';

const ingress = (backend: object, fields: object = {}, annotations: Record<string, string> = {}) =>
  object('networking.k8s.io/v1', 'Ingress', {
    name: 'web',
    annotations,
    spec: { rules: [{ http: { paths: [{ path: '/', backend: { service: backend } }] } }], ...fields },
  });

test('an Ingress to a Service that nobody emits is reported, with the one that is probably meant', () => {
  const [finding] = check(ingressBackends, [
    ingress({ name: 'web-scv', port: { number: 80 } }),
    service({ name: 'web-svc' }),
  ]);
  assert.equal(finding?.code, 'unknown-service');
  assert.match(finding?.advice ?? '', /"web-svc"/);
});

test('a Service of the same name in another namespace is not the one', () => {
  const [finding] = check(ingressBackends, [
    ingress({ name: 'web', port: { number: 80 } }),
    service({ name: 'web', namespace: 'other' }),
  ]);
  assert.match(finding?.advice ?? '', /exists in other/);
});

test('ports are found by number and by name', () => {
  const result = (port: object) =>
    codes(check(ingressBackends, [ingress({ name: 'web', port }), service({ name: 'web' })]));
  assert.deepEqual(result({ number: 80 }), []);
  assert.deepEqual(result({ name: 'web' }), []);
  assert.deepEqual(result({ number: 81 }), ['unknown-service-port web']);
  assert.deepEqual(result({ name: 'wbe' }), ['unknown-service-port web']);
});

test('the default backend is looked at too', () => {
  const broken = object('networking.k8s.io/v1', 'Ingress', {
    name: 'web',
    spec: { defaultBackend: { service: { name: 'x', port: { number: 1 } } } },
  });
  assert.equal(check(ingressBackends, [broken])[0]?.field, 'spec.defaultBackend.service');
});

test('an expected Service is accepted, with its ports when it states them', () => {
  const expected = { group: '', kind: 'Service', namespace: 'shop', name: 'dashboard', reason: 'chart' };
  const manifests = [ingress({ name: 'dashboard', port: { number: 443 } })];
  assert.deepEqual(check(ingressBackends, manifests, [expected]), []);
  assert.deepEqual(check(ingressBackends, manifests, [{ ...expected, ports: [{ port: 443 }] }]), []);
  assert.equal(check(ingressBackends, manifests, [{ ...expected, ports: [{ port: 80 }] }]).length, 1);
});

test('the TLS Secret comes from a Certificate, or from the issuer that an annotation names', () => {
  const tls = { tls: [{ secretName: 'ingress-tls' }] };
  const backend = { name: 'web', port: { number: 80 } };
  const certificate = object('cert-manager.io/v1', 'Certificate', { name: 'c', spec: { secretName: 'ingress-tls' } });
  assert.deepEqual(codes(check(ingressBackends, [ingress(backend, tls), service({ name: 'web' })])), [
    'unknown-secret web',
  ]);
  assert.deepEqual(check(ingressBackends, [ingress(backend, tls), service({ name: 'web' }), certificate]), []);
  const issued = ingress(backend, tls, { 'cert-manager.io/cluster-issuer': 'letsencrypt' });
  assert.deepEqual(check(ingressBackends, [issued, service({ name: 'web' })]), []);
});
