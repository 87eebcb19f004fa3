import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repository } from '../../test/repository.ts';
import { mergePatch, overrideSource } from './source-overrides.ts';

test('a merge patch merges maps, removes by null and replaces the rest', () => {
  const cases: [target: unknown, patch: unknown, expected: unknown][] = [
    [{ a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    [{ a: { b: 1, c: 2 } }, { a: { b: null } }, { a: { c: 2 } }],
    [{ a: [1, 2] }, { a: [3] }, { a: [3] }],
    [{ a: 1 }, 'x', 'x'],
    ['x', { a: { b: null, c: 1 } }, { a: { c: 1 } }],
  ];
  for (const [target, patch, expected] of cases) assert.deepEqual(mergePatch(target, patch), expected);
});

test('the file for all Applications applies first, the one for this Application over it', async (t) => {
  const root = await repository(t, {
    '.argocd-source.yaml': 'helm: {releaseName: all, parameters: [{name: a, value: "1"}]}',
    '.argocd-source-mine.yaml': 'helm: {releaseName: mine}',
    '.argocd-source-other.yaml': 'helm: {releaseName: other}',
  });
  const { source } = await overrideSource({ repoURL: 'u' }, root, 'mine', 'app');
  assert.deepEqual(source, { repoURL: 'u', helm: { releaseName: 'mine', parameters: [{ name: 'a', value: '1' }] } });
});

test('where the source comes from cannot be overridden', async (t) => {
  const root = await repository(t, {
    '.argocd-source.yaml': 'path: evil\nrepoURL: evil\nchart: evil\ntargetRevision: evil\n',
  });
  const { source } = await overrideSource({ repoURL: 'u', path: 'p' }, root, 'a', 'p');
  assert.deepEqual(source, { repoURL: 'u', path: 'p' });
});

test('an empty block in the file still forces the tool', async (t) => {
  const root = await repository(t, { '.argocd-source.yaml': 'helm: {}' });
  assert.deepEqual((await overrideSource({}, root, 'a', 'p')).source, { helm: {} });
});

test('a file that does not fit is an error that names the file and the field', async (t) => {
  const cases: [text: string, code: string, message: RegExp][] = [
    ['kustomize: {images: 3}', 'invalid-source-override', /kustomize\.images is not a list/],
    [
      'helm: {parameters: [{name: a, value: 1}]}',
      'invalid-source-override',
      /helm\.parameters\[0\]\.value is not a string/,
    ],
    ['- a', 'invalid-source-override', /one map/],
    ['a: [', 'yaml-syntax', /./],
  ];
  for (const [text, code, message] of cases) {
    const root = await repository(t, { '.argocd-source.yaml': text });
    const { findings } = await overrideSource({}, root, 'a', 'app');
    assert.deepEqual([findings[0]?.code, findings[0]?.file], [code, 'app/.argocd-source.yaml']);
    assert.match(findings[0]?.message ?? '', message);
  }
});

test('a directory of that name is no override', async (t) => {
  const root = await repository(t, { '.argocd-source.yaml/a': 'x' });
  assert.deepEqual(await overrideSource({ path: 'p' }, root, 'a', 'p'), { source: { path: 'p' }, findings: [] });
});
