import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldChange } from '../model/field-change.ts';
import type { SideObject } from '../model/side.ts';
import { shownManifest } from './redact.ts';

const objectOf = (manifest: object): SideObject => ({
  identity: { group: '', kind: 'x', namespace: '', name: '' },
  manifest: manifest as SideObject['manifest'],
  application: 'shop',
  generated: { file: 'x.yaml', line: 1 },
});

const secretAt = (path: FieldChange['path']): FieldChange => ({ path, kind: 'changed', secret: true });

test('a Secret shows its keys, and on the head which of them differ', () => {
  const secret = objectOf({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'payment' },
    data: { token: 'eA==', user: 'eA==' },
    stringData: { plain: 'x' },
  });
  const shown = shownManifest(secret, [secretAt(['data', 'token']), secretAt(['data', 'plain'])], 'head');
  assert.deepEqual(shown.data, { token: '(secret, differs)', user: '(secret)' });
  assert.deepEqual(shown.stringData, { plain: '(secret, differs)' });
});

test('a field that was found to be secret is hidden in any object, also within a list', () => {
  const pod = objectOf({
    kind: 'Pod',
    spec: { containers: [{ name: 'a', env: [{ name: 'TOKEN', value: 'x' }] }, { name: 'b' }] },
  });
  const path = [
    'spec',
    'containers',
    { by: 'key' as const, keys: { name: 'a' } },
    'env',
    { by: 'key' as const, keys: { name: 'TOKEN' } },
    'value',
  ];
  assert.deepEqual(shownManifest(pod, [secretAt(path)], 'base').spec, {
    containers: [{ name: 'a', env: [{ name: 'TOKEN', value: '(secret)' }] }, { name: 'b' }],
  });
});

test('a secret within a text hides the text', () => {
  const map = objectOf({ kind: 'ConfigMap', data: { 'app.yaml': 'token: x' } });
  const path = ['data', 'app.yaml', { by: 'text' as const, format: 'yaml' as const }, 'token'];
  assert.deepEqual(shownManifest(map, [secretAt(path)], 'base').data, { 'app.yaml': '(secret)' });
});
