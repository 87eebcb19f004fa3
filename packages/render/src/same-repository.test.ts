import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameRepository } from './same-repository.ts';

test('one repository has many URLs', () => {
  const url = 'https://github.com/Org/repo';
  for (const other of [
    'https://github.com/org/repo.git',
    'https://github.com/org/repo/',
    'git@github.com:org/repo.git',
    'ssh://git@github.com/org/repo',
    'https://user@github.com/org/repo',
  ]) {
    assert.ok(sameRepository(url, other), other);
  }
  for (const other of ['https://github.com/org/repo2', 'https://gitlab.com/org/repo', '']) {
    assert.ok(!sameRepository(url, other), other);
  }
});
