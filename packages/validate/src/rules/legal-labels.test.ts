import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import { check } from '../../test/check-rule.ts';
import { deployment, object } from '../../test/sample-manifests.ts';
import { legalLabels } from './legal-labels.ts';

const labelled = (key: string, value: string): Manifest =>
  object('v1', 'ConfigMap', { name: 'a', labels: { [key]: value } });
const annotated = (key: string, value: string): Manifest =>
  object('v1', 'ConfigMap', { name: 'a', annotations: { [key]: value } });

test('labels that the API server refuses are reported', () => {
  const wrong: [string, string][] = [
    ['a/b/c', 'x'],
    ['', 'x'],
    ['k'.repeat(64), 'x'],
    ['-key', 'x'],
    ['Upper_Prefix!/key', 'x'],
    ['key', 'with space'],
    ['key', 'x'.repeat(64)],
    ['key', '-x'],
  ];
  for (const [key, value] of wrong) {
    assert.equal(check(legalLabels, [labelled(key, value)])[0]?.code, 'illegal-label', `${key}=${value}`);
  }
});

test('labels that the API server takes pass, empty values included', () => {
  for (const [key, value] of [
    ['app.kubernetes.io/name', 'web'],
    ['a', ''],
    ['A_b.c-d', '1.2_3-x'],
    ['k'.repeat(63), 'x'.repeat(63)],
  ]) {
    assert.deepEqual(check(legalLabels, [labelled(key ?? '', value ?? '')]), []);
  }
});

test('a label whose value is a number is reported', () => {
  const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { version: 1 } } };
  assert.match(check(legalLabels, [manifest as unknown as Manifest])[0]?.message ?? '', /not a string/);
});

test('annotations take any text, but not an illegal key and not more than 256 KiB', () => {
  assert.deepEqual(check(legalLabels, [annotated('note', 'any text\n, of any length '.repeat(100))]), []);
  assert.equal(check(legalLabels, [annotated('my note', 'x')])[0]?.code, 'illegal-annotation');
  assert.equal(check(legalLabels, [annotated('note', 'x'.repeat(262_145))])[0]?.code, 'illegal-annotation');
});

test('labels of a pod template are judged too', () => {
  const manifest = deployment({ name: 'web' });
  const broken = JSON.parse(
    JSON.stringify(manifest).replace(
      '"template":{"metadata":{"labels":{"app":"web"',
      '"template":{"metadata":{"labels":{"app":"we b"',
    ),
  );
  assert.equal(check(legalLabels, [broken])[0]?.field, 'spec.template.metadata.labels');
});
