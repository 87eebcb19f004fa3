import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { object } from '../../test/sample-manifests.ts';
import { ingressPaths } from './ingress-paths.ts';

const ingress = (name: string, paths: string[], fields: object = {}, annotations: Record<string, string> = {}) =>
  object('networking.k8s.io/v1', 'Ingress', {
    name,
    annotations,
    spec: {
      rules: [{ host: 'web.com', http: { paths: paths.map((path) => ({ path, pathType: 'Prefix' })) } }],
      ...fields,
    },
  });

test('two Ingresses with one host and path are reported', () => {
  const [finding, ...others] = check(ingressPaths, [ingress('a', ['/web']), ingress('b', ['/web'])]);
  assert.deepEqual(others, []);
  assert.equal(finding?.code, 'duplicate-ingress-path');
  assert.match(finding?.message ?? '', /web\.com\/web is also claimed by Ingress shop\/a/);
});

test('a canary may claim what the other one serves', () => {
  const canary = ingress('b', ['/web'], {}, { 'nginx.ingress.kubernetes.io/canary': 'true' });
  assert.deepEqual(check(ingressPaths, [ingress('a', ['/web']), canary]), []);
  assert.deepEqual(check(ingressPaths, [canary, ingress('a', ['/web'])]), []);
});

test('one Ingress that lists a path twice is reported', () => {
  assert.deepEqual(codes(check(ingressPaths, [ingress('a', ['/web', '/web'])])), ['duplicate-ingress-path a']);
});

test('another path or another class is no clash', () => {
  const manifests = [
    ingress('a', ['/web']),
    ingress('b', ['/']),
    ingress('c', ['/web'], { ingressClassName: 'internal' }),
  ];
  assert.deepEqual(check(ingressPaths, manifests), []);
});
