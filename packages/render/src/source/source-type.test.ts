import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { detectType, explicitTypes } from './source-type.ts';

test('the names of the files tell the tool', () => {
  const cases: [names: string[], type: string][] = [
    [[], 'directory'],
    [['deployment.yaml'], 'directory'],
    [['Chart.yaml', 'values.yaml'], 'helm'],
    [['MySqlChart.yaml'], 'helm'],
    [['Chart.yml'], 'directory'],
    [['chart.yaml'], 'directory'],
    [['kustomization.yaml'], 'kustomize'],
    [['kustomization.yml'], 'kustomize'],
    [['Kustomization'], 'kustomize'],
    [['Kustomization.yaml'], 'directory'],
    [['my-kustomization.yaml'], 'directory'],
    [['Chart.yaml', 'kustomization.yaml'], 'kustomize'],
    [['Chart.yaml', 'Kustomization'], 'kustomize'],
    [['Kustomization', 'ZChart.yaml'], 'helm'],
    [['kustomization.yaml', 'myChart.yaml'], 'helm'],
  ];
  for (const [names, type] of cases) assert.equal(detectType(names), type, names.join());
});

test('the order in which a file system lists files changes nothing', () => {
  const names = fc.uniqueArray(
    fc.constantFrom('Chart.yaml', 'ZChart.yaml', 'Kustomization', 'kustomization.yml', 'a.yaml'),
  );
  fc.assert(fc.property(names, (list) => assert.equal(detectType(list), detectType([...list].reverse()))));
});

test('each block that is there counts, empty or not', () => {
  assert.deepEqual(explicitTypes({}), []);
  assert.deepEqual(explicitTypes({ helm: {} }), ['helm']);
  assert.deepEqual(explicitTypes({ helm: {}, kustomize: {}, directory: {}, plugin: {} }), [
    'kustomize',
    'helm',
    'directory',
    'plugin',
  ]);
});
