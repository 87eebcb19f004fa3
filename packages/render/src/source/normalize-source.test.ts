import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApplicationSource } from './application-source.ts';
import { normalizeSource } from './normalize-source.ts';

test('a block without any setting is taken out, one with a setting stays', () => {
  const gone: ApplicationSource[] = [
    { helm: {} },
    { helm: { valueFiles: [], values: '', skipCrds: false } },
    { kustomize: {} },
    { kustomize: { images: [], commonLabels: {}, forceCommonLabels: true } },
    { directory: {} },
    { directory: { recurse: false, jsonnet: { tlas: [] } } },
  ];
  for (const source of gone) assert.deepEqual(normalizeSource(source), {}, JSON.stringify(source));
  const kept: ApplicationSource[] = [
    { helm: { releaseName: 'a' } },
    { helm: { skipCrds: true } },
    { helm: { valuesObject: { a: 1 } } },
    { kustomize: { namePrefix: 'a-' } },
    { kustomize: { version: 'v5' } },
    { directory: { recurse: true } },
    { directory: { include: '*.yaml' } },
    { directory: { exclude: '*.yaml' } },
    { directory: { jsonnet: { libs: ['lib'] } } },
    { plugin: {} },
  ];
  for (const source of kept) assert.deepEqual(normalizeSource(source), source);
});

test('where the source comes from is left alone', () => {
  assert.deepEqual(normalizeSource({ repoURL: 'u', path: 'p', helm: {} }), { repoURL: 'u', path: 'p' });
});
