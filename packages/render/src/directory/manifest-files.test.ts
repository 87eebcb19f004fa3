import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { configMap, repository } from '../../test/repository.ts';
import type { DirectorySource } from '../source/application-source.ts';
import { isSelected, manifestFiles, maximumBytes } from './manifest-files.ts';

const namesIn = async (root: string, source: DirectorySource): Promise<readonly string[]> =>
  (await manifestFiles(root, join(root, 'app'), source)).files.map(({ file }) => file);

test('files with the four endings are read, hidden ones included, in byte order', async (t) => {
  const root = await repository(t, {
    'app/b.yml': configMap('b'),
    'app/B.yaml': configMap('B'),
    'app/.hidden.yaml': configMap('h'),
    'app/c.json': configMap('c'),
    'app/d.jsonnet': '{}',
    'app/e.libsonnet': '{}',
    'app/f.txt': 'x',
    'app/g.YAML': 'x',
    'app/sub/h.yaml': configMap('h'),
    'other/i.yaml': configMap('i'),
  });
  assert.deepEqual(await namesIn(root, {}), [
    'app/.hidden.yaml',
    'app/B.yaml',
    'app/b.yml',
    'app/c.json',
    'app/d.jsonnet',
  ]);
});

test('directories are read only with recurse, hidden ones included', async (t) => {
  const root = await repository(t, { 'app/z.yaml': 'a: b', 'app/sub/a.yaml': 'a: b', 'app/.x/y/a.json': '{}' });
  assert.deepEqual(await namesIn(root, {}), ['app/z.yaml']);
  assert.deepEqual(await namesIn(root, { recurse: true }), ['app/.x/y/a.json', 'app/sub/a.yaml', 'app/z.yaml']);
});

test('exclude wins over include, and both see the path from the directory', () => {
  const cases: [path: string, source: DirectorySource, selected: boolean][] = [
    ['a.yaml', {}, true],
    ['a.yaml', { include: '*.json' }, false],
    ['sub/a.yaml', { include: '*.yaml' }, true],
    ['a.yaml', { include: '*.yaml', exclude: 'a*' }, false],
    ['sub/a.yaml', { exclude: 'a*' }, true],
    ['b.yaml', { include: '{a,b}.yaml' }, true],
    ['a.yaml', { include: '{a', exclude: '' }, false],
    ['a.yaml', { exclude: '{a' }, true],
  ];
  for (const [path, source, selected] of cases) {
    assert.equal(isSelected(path, source), selected, `${path} ${JSON.stringify(source)}`);
  }
});

test('a file with the marker anywhere in it is left out', async (t) => {
  const root = await repository(t, {
    'app/a.yaml': 'a: b # +argocd:skip-file-rendering',
    'app/b.yaml': configMap('b'),
  });
  assert.deepEqual(await namesIn(root, {}), ['app/b.yaml']);
});

test('a link to a file in the repository is read, a dangling one is a warning', async (t) => {
  const root = await repository(t, {
    'app/link.yaml': { link: '../base/a.yaml' },
    'app/dangling.yaml': { link: 'nothing' },
    'app/folder.yaml': { link: '../base' },
    'base/a.yaml': configMap('a'),
  });
  const { files, findings } = await manifestFiles(root, join(root, 'app'), {});
  assert.deepEqual(
    files.map(({ file }) => file),
    ['app/link.yaml'],
  );
  assert.deepEqual(
    findings.map(({ severity, code, file }) => [severity, code, file]),
    [['warning', 'dangling-link', 'app/dangling.yaml']],
  );
});

test('more than ten megabytes of manifests are an error, Jsonnet not counted', async (t) => {
  const half = `# ${'x'.repeat(maximumBytes / 2)}\n`;
  const fits = await repository(t, { 'app/a.yaml': half, 'app/b.jsonnet': half, 'app/c.jsonnet': half });
  assert.deepEqual((await manifestFiles(fits, join(fits, 'app'), {})).findings, []);
  const large = await repository(t, { 'app/a.yaml': half, 'app/b.yaml': half });
  const { findings } = await manifestFiles(large, join(large, 'app'), {});
  assert.deepEqual(
    findings.map(({ code, file }) => [code, file]),
    [['directory-too-large', 'app']],
  );
});
