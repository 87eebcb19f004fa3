import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import { check, codes } from '../../test/check-rule.ts';
import { clusterObject, container, deployment, restricted } from '../../test/sample-manifests.ts';
import { podSecurity } from './pod-security.ts';

const namespace = (level?: string) =>
  clusterObject('v1', 'Namespace', {
    name: 'shop',
    labels: level === undefined ? {} : { 'pod-security.kubernetes.io/enforce': level },
  });
const strict = deployment({ name: 'strict', pod: { containers: [container({ securityContext: restricted })] } });
const ordinary = deployment({ name: 'ordinary' });
const host = deployment({ name: 'host', pod: { hostNetwork: true, hostPID: true } });
const result = (...manifests: Manifest[]) => codes(check(podSecurity, manifests));

test('a namespace that enforces what its laxest pod needs passes', () => {
  assert.deepEqual(result(namespace('restricted'), strict), []);
  assert.deepEqual(result(namespace('baseline'), strict, ordinary), []);
  assert.deepEqual(result(namespace('privileged'), strict, host), []);
});

test('a namespace without the label is told which level to set', () => {
  const [finding] = check(podSecurity, [namespace(), ordinary]);
  assert.equal(finding?.code, 'pod-security-label-missing');
  assert.match(finding?.advice ?? '', /enforce: baseline$/);
});

test('a namespace that is laxer than its pods need is told which level to set', () => {
  const [finding] = check(podSecurity, [namespace('privileged'), strict]);
  assert.equal(finding?.code, 'pod-security-too-lax');
  assert.match(finding?.advice ?? '', /enforce: restricted$/);
});

test('a namespace without pods enforces the restricted level', () => {
  assert.deepEqual(result(namespace('restricted')), []);
  assert.deepEqual(result(namespace('baseline')), ['pod-security-too-lax shop']);
});

test('a level that does not exist is reported', () => {
  const [finding] = check(podSecurity, [namespace('resricted')]);
  assert.equal(finding?.code, 'pod-security-label-unknown');
  assert.match(finding?.advice ?? '', /restricted$/);
});

test('a pod that its namespace refuses is reported with every control it violates', () => {
  const [finding, ...others] = check(podSecurity, [namespace('baseline'), ordinary, host]);
  assert.deepEqual(others, []);
  assert.equal(finding?.object?.name, 'host');
  assert.match(finding?.message ?? '', /Host Namespaces \(hostNetwork, hostPID\)/);
  assert.match(finding?.advice ?? '', /"privileged"/);
});

test('an expected namespace refuses by the labels that it is said to have', () => {
  const expected = { group: '', kind: 'Namespace', namespace: '', name: 'shop', reason: 'exists' };
  assert.deepEqual(check(podSecurity, [host], [expected]), []);
  const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
  assert.deepEqual(codes(check(podSecurity, [host], [{ ...expected, labels }])), ['pod-security-refused host']);
});
