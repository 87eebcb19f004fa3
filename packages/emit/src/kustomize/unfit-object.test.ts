import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import { unfitObject } from './unfit-object.ts';

const holding = (text: string): Manifest =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { text } }) as Manifest;

test('text that begins with a tab is reported: patched, Kustomize may write it as a block that it cannot read', () => {
  for (const text of ['\t', '\ta', '\ta\nb', '\t\nb'])
    assert.deepEqual(
      unfitObject(holding(text)).map(({ code, field }) => [code, field]),
      [['kustomize-cannot', 'data.text']],
    );
});

test('a tab is carried within a text', () => {
  for (const text of ['a\tb', 'a\n\tb', '\n\ta', ' \ta\nb']) assert.deepEqual(unfitObject(holding(text)), []);
});
