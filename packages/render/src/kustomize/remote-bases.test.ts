import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { repository } from '../../test/repository.ts';
import { looksRemote, remoteBases } from './remote-bases.ts';

test('what Kustomize would fetch is told from a path', () => {
  const remote = [
    'https://github.com/org/repo//base?ref=v1',
    'github.com/org/repo/base',
    'git@github.com:org/repo.git',
    'ssh://git@host/org/repo',
    'git::https://host/repo',
    'org/repo?ref=main',
    'https://example.com/all.yaml',
  ];
  for (const reference of remote) assert.ok(looksRemote(reference), reference);
  for (const reference of ['../base', 'deployment.yaml', 'github.com.yaml', './a@b', 'a/b/c']) {
    assert.ok(!looksRemote(reference), reference);
  }
});

test('remote bases are found through local ones, each with the file that names it', async (t) => {
  const root = await repository(t, {
    'app/kustomization.yaml': 'resources: [../base, github.com/kept/locally]\n',
    'app/github.com/kept/locally/kustomization.yaml': '',
    'base/Kustomization': 'resources: [../app]\nbases: ["https://github.com/org/repo"]\ncomponents: [git@host:a/b]\n',
  });
  assert.deepEqual(await remoteBases(root, join(root, 'app')), [
    { reference: 'https://github.com/org/repo', file: 'base/Kustomization' },
    { reference: 'git@host:a/b', file: 'base/Kustomization' },
  ]);
});
