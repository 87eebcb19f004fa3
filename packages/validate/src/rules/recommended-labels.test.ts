import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../test/check-rule.ts';
import { deployment, object, service } from '../../test/sample-manifests.ts';
import { recommendedLabels } from './recommended-labels.ts';

test('a workload, its pods and a Service without the name label are warned about', () => {
  assert.deepEqual(
    check(recommendedLabels, [deployment({ name: 'web' }), service({ name: 'web' })]).map(({ severity, field }) => [
      severity,
      field,
    ]),
    [
      ['warning', 'metadata.labels'],
      ['warning', 'spec.template.metadata.labels'],
      ['warning', 'metadata.labels'],
    ],
  );
});

test('with the label they pass, and other kinds need none', () => {
  const labels = { 'app.kubernetes.io/name': 'web' };
  const pod = object('v1', 'Pod', { name: 'web', labels, spec: {} });
  assert.deepEqual(
    check(recommendedLabels, [pod, service({ name: 'web', labels }), object('v1', 'ConfigMap', { name: 'a' })]),
    [],
  );
});

test('a workload with labelled pods and none of its own is warned about once', () => {
  const template = { metadata: { labels: { 'app.kubernetes.io/name': 'web' } }, spec: {} };
  const findings = check(recommendedLabels, [object('apps/v1', 'Deployment', { name: 'web', spec: { template } })]);
  assert.deepEqual(
    findings.map(({ field }) => field),
    ['metadata.labels'],
  );
});
