import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repository } from '../../test/repository.ts';
import { leavesRoot, outOfBoundsLinks } from './symbolic-links.ts';

test('a link leaves the repository if any of its steps does', () => {
  const cases: [target: string, leaves: boolean][] = [
    ['b', false],
    ['../b', false],
    ['../../b', true],
    ['../../repo/a', true],
    ['/repo/a', true],
    ['./x/../y', false],
    ['..b', false],
  ];
  for (const [target, leaves] of cases) assert.equal(leavesRoot('/repo', '/repo/a', target), leaves, target);
});

test('links that leave the repository are found wherever they are, dangling ones included', async (t) => {
  const root = await repository(t, {
    'a/good': { link: '../b/file' },
    'a/dangling': { link: 'nothing' },
    'b/file': 'x',
    'b/c/absolute': { link: '/etc/passwd' },
    'b/c/away': { link: '../../../elsewhere' },
    '.git/ignored': { link: '/etc' },
  });
  assert.deepEqual(await outOfBoundsLinks(root), ['b/c/absolute', 'b/c/away']);
});
