import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Contender } from '../src/measure.ts';
import { makePrograms } from '../src/programs.ts';

const run = ({ command: [program = '', ...args], cwd, env }: Contender): void => {
  execFileSync(program, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
};

const filesBelow = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml'))
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );

test('the floor writes the files that the build writes, byte by byte, and cdk8s as many', (t) => {
  const programs = makePrograms({ objects: 30, components: 5, packages: 2 });
  try {
    run(programs.platform);
    run(programs.floor);
    const built = filesBelow(join(programs.workspace.root, 'generated'));
    assert.deepEqual(filesBelow(join(programs.floor.cwd, 'out')), built);
    const isThere = existsSync(join(import.meta.dirname, '../node_modules/cdk8s'));
    if (!isThere && process.env.E2E_REQUIRED !== '1') return t.skip('cdk8s: npm ci in tools/benchmark installs it');
    run(programs.cdk8s);
    assert.equal(filesBelow(join(programs.cdk8s.cwd, 'out')).size, built.size);
  } finally {
    programs.remove();
  }
});
