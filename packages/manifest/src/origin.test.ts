import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { configMap } from './apis/core/v1.ts';
import { originOf, setOrigin } from './origin.ts';
import { podNamespace } from './workload/index.ts';

const here = fileURLToPath(import.meta.url);
const lineOf = (error: Error): number => Number(/:(\d+):\d+\)?$/m.exec(error.stack ?? '')?.[1]);

test('a manifest knows the line of the source that called its builder', () => {
  const [manifest, line] = [configMap({ metadata: { name: 'a' } }), lineOf(new Error('here'))];
  assert.deepEqual(originOf(manifest), { file: here, line });
});

test('a builder handed to a method of a list still knows the line', () => {
  const [manifests, line] = [[{ metadata: { name: 'a' } }].map(configMap), lineOf(new Error('here'))];
  assert.deepEqual(manifests.map(originOf), [{ file: here, line }]);
});

test('a manifest made by an authoring piece comes from the line that used the piece', () => {
  const [manifest, line] = [podNamespace('a', 'restricted'), lineOf(new Error('here'))];
  assert.deepEqual(originOf(manifest), { file: here, line });
});

test('a plain literal comes from nowhere until somebody says where', () => {
  const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  assert.equal(originOf(manifest), undefined);
  setOrigin(manifest, { file: '/a.yaml', line: 3 });
  assert.deepEqual(originOf(manifest), { file: '/a.yaml', line: 3 });
});
