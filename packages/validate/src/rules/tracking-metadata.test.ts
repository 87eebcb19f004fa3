import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import { check } from '../../test/check-rule.ts';
import { trackingMetadata } from './tracking-metadata.ts';

const fields = (metadata: object) =>
  check(trackingMetadata, [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...metadata } } as Manifest,
  ]).map(({ field }) => field);

test('what tools and the API server write is reported', () => {
  assert.deepEqual(fields({ annotations: { 'argocd.argoproj.io/tracking-id': 'x' } }), [
    'metadata.annotations.argocd.argoproj.io/tracking-id',
  ]);
  assert.deepEqual(fields({ annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } }), [
    'metadata.annotations.kubectl.kubernetes.io/last-applied-configuration',
  ]);
  assert.deepEqual(fields({ labels: { 'argocd.argoproj.io/instance': 'x' } }), [
    'metadata.labels.argocd.argoproj.io/instance',
  ]);
  assert.deepEqual(fields({ creationTimestamp: null, uid: 'x' }), ['metadata.creationTimestamp', 'metadata.uid']);
});

test('what people write passes', () => {
  assert.deepEqual(fields({ labels: { 'app.kubernetes.io/instance': 'x' }, annotations: { note: 'x' } }), []);
});

test('a status is reported, an empty one is not', () => {
  const withStatus = (status: object) =>
    check(trackingMetadata, [
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, status } as Manifest,
    ]);
  assert.deepEqual(
    withStatus({ replicas: 1 }).map(({ field }) => field),
    ['status'],
  );
  assert.deepEqual(withStatus({}), []);
});
