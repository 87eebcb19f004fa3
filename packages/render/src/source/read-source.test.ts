import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSource } from './read-source.ts';

test('a source keeps the fields that Argo CD knows, without nulls', () => {
  const value = {
    repoURL: 'u',
    unknown: 1,
    helm: { valueFiles: ['a'], values: null, valuesObject: { a: null, b: [1] }, more: true },
    kustomize: { replicas: [{ name: 'a', count: '3' }], commonLabels: { a: 'b' }, patches: [{ patch: 'p' }] },
    directory: null,
  };
  assert.deepEqual(readSource(value), {
    source: {
      repoURL: 'u',
      helm: { valueFiles: ['a'], valuesObject: { a: null, b: [1] } },
      kustomize: { replicas: [{ name: 'a', count: 3 }], commonLabels: { a: 'b' }, patches: [{ patch: 'p' }] },
    },
  });
});

test('the first field of a wrong type is named', () => {
  const cases: [value: unknown, fault: string][] = [
    [{ path: 1 }, 'path is not a string'],
    [{ helm: 'x' }, 'helm is not a map'],
    [{ helm: { skipCrds: 'true' } }, 'helm.skipCrds is not true or false'],
    [{ helm: { parameters: [{}, { value: 3 }] } }, 'helm.parameters[1].value is not a string'],
    [{ kustomize: { commonLabels: { a: 1 } } }, 'kustomize.commonLabels.a is not a string'],
    [{ kustomize: { replicas: [{ name: 'a', count: 'many' }] } }, 'kustomize.replicas[0].count is not a whole number'],
    [{ directory: { jsonnet: { libs: 'lib' } } }, 'directory.jsonnet.libs is not a list'],
  ];
  for (const [value, fault] of cases) assert.deepEqual(readSource(value), { fault });
});
