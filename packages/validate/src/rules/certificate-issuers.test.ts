import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { clusterObject, object } from '../../test/sample-manifests.ts';
import { certificateIssuers } from './certificate-issuers.ts';

const api = 'cert-manager.io/v1';
const certificate = (issuerRef: object) => object(api, 'Certificate', { name: 'c', spec: { issuerRef } });
const clusterIssuer = clusterObject(api, 'ClusterIssuer', { name: 'letsencrypt' });
const issuer = object(api, 'Issuer', { name: 'local' });
const result = (...manifests: ReturnType<typeof object>[]) =>
  codes(check(certificateIssuers, [clusterIssuer, issuer, ...manifests]));

test('issuers are found by kind and namespace', () => {
  assert.deepEqual(result(certificate({ kind: 'ClusterIssuer', name: 'letsencrypt' })), []);
  assert.deepEqual(result(certificate({ name: 'local' })), []);
  assert.deepEqual(result(certificate({ name: 'letsencrypt' })), ['unknown-issuer c']);
  assert.deepEqual(result(certificate({ group: 'other.example', name: 'x' })), []);
});

test('the issuer that an Ingress asks by annotation has to exist', () => {
  const ingress = (name: string) =>
    object('networking.k8s.io/v1', 'Ingress', { name: 'i', annotations: { 'cert-manager.io/cluster-issuer': name } });
  assert.deepEqual(result(ingress('letsencrypt')), []);
  assert.deepEqual(result(ingress('letsencript')), ['unknown-issuer i']);
});
