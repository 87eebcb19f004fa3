import assert from 'node:assert/strict';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { repository } from '../../test/repository.ts';
import { expandGlob, valueFiles } from './value-files.ts';

const files = {
  'app/values.yaml': '',
  'app/envs/b.yaml': '',
  'app/envs/a.yaml': '',
  'app/envs/nested/0.yaml': '',
  'app/envs/.hidden.yaml': '',
  'shared.yaml': '',
  'app/inside.yaml': { link: '../shared.yaml' },
  'app/outside.yaml': { link: '../../elsewhere.yaml' },
  'app/escape/passwd.yaml': { link: '/etc/passwd' },
};

test('value files are found where Argo CD looks for them', async (t) => {
  const root = await repository(t, files);
  const variables = { ARGOCD_APP_NAME: 'a' };
  const context = { repository: root, directory: join(root, 'app'), references: { ref: root }, variables };
  const cases: [situation: string, entries: string[], expected: string[] | string][] = [
    ['relative to the chart', ['values.yaml'], ['app/values.yaml']],
    ['upwards inside the repository', ['../shared.yaml'], ['shared.yaml']],
    ['from the root of the repository', ['/shared.yaml'], ['shared.yaml']],
    ['by a reference', ['$ref/app/envs/a.yaml'], ['app/envs/a.yaml']],
    ['an unknown reference is a variable', ['$other/values.yaml'], 'missing-value-file'],
    ['a variable', ['envs/$ARGOCD_APP_NAME.yaml'], ['app/envs/a.yaml']],
    ['a link inside the repository', ['inside.yaml'], ['app/inside.yaml']],
    ['missing', ['none.yaml'], 'missing-value-file'],
    ['outside', ['../../x.yaml'], 'out-of-bounds-path'],
    ['outside of a reference', ['$ref/../x.yaml'], 'out-of-bounds-path'],
    ['the root itself', ['/'], 'out-of-bounds-path'],
    ['a URL', ['https://example.com/values.yaml'], 'remote-value-file'],
    ['a file URL', ['file:///etc/passwd'], 'remote-value-file'],
    ['a glob', ['envs/*.yaml'], ['app/envs/.hidden.yaml', 'app/envs/a.yaml', 'app/envs/b.yaml']],
    [
      'a glob through directories',
      ['envs/**/[ab0].yaml'],
      ['app/envs/a.yaml', 'app/envs/b.yaml', 'app/envs/nested/0.yaml'],
    ],
    ['a listed file keeps its place', ['envs/[ab].yaml', 'envs/a.yaml'], ['app/envs/b.yaml', 'app/envs/a.yaml']],
    ['a file counts once', ['values.yaml', 'values.yaml'], ['app/values.yaml']],
    ['a glob without a match', ['envs/*.json'], 'missing-value-file'],
    ['a glob that meets a link outside', ['escape/*.yaml'], 'out-of-bounds-path'],
  ];
  for (const [situation, entries, expected] of cases) {
    const { paths, fault } = await valueFiles(entries, false, context);
    assert.deepEqual(fault?.code ?? paths.map((path) => relative(root, path)), expected, situation);
  }
});

test('missing files are passed over when the source says so, others are not', async (t) => {
  const root = await repository(t, files);
  const context = { repository: root, directory: join(root, 'app'), references: {}, variables: {} };
  const { paths, fault } = await valueFiles(['none.yaml', 'values.yaml', 'no/*.yaml'], true, context);
  assert.deepEqual([paths, fault], [[join(root, 'app/values.yaml')], undefined]);
  assert.equal((await valueFiles(['../../x.yaml'], true, context)).fault?.code, 'out-of-bounds-path');
});

test('two stars stand for the folder itself and all below it', async (t) => {
  const root = await repository(t, { 'a/x': '', 'a/b/x': '', 'a/b/c/x': '' });
  assert.deepEqual(
    await expandGlob(join(root, 'a/**/x')),
    ['a/x', 'a/b/x', 'a/b/c/x'].map((path) => join(root, path)),
  );
});
