import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { clusterObject, object } from '../../test/sample-manifests.ts';
import { namespaceDeclared } from './namespace-declared.ts';

const inNamespace = (namespace: string) => object('v1', 'ConfigMap', { name: 'a', namespace });

test('a namespace that nobody declares is reported, with the one that is probably meant', () => {
  const findings = check(namespaceDeclared, [
    inNamespace('hipster-shp'),
    clusterObject('v1', 'Namespace', { name: 'hipster-shop' }),
  ]);
  assert.deepEqual(codes(findings), ['unknown-namespace a']);
  assert.match(findings[0]?.advice ?? '', /did you mean "hipster-shop"/);
});

test('declared, built-in and expected namespaces pass', () => {
  const expected = { group: '', kind: 'Namespace', namespace: '', name: 'ingress-nginx', reason: 'chart' };
  const manifests = [
    clusterObject('v1', 'Namespace', { name: 'shop' }),
    ...['shop', 'default', 'kube-system', 'kube-public', 'kube-node-lease', 'ingress-nginx'].map(inNamespace),
  ];
  assert.deepEqual(check(namespaceDeclared, manifests, [expected]), []);
});
