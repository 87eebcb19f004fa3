import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { leavingImports } from '../src/leaving-imports.ts';

const targets = (file: string, source: string): string[] => leavingImports(file, source).map(({ target }) => target);

test('an import of a neighbour or of a parent folder in the same package stays', () => {
  assert.deepEqual(
    targets('packages/emit/src/helm/chart.ts', "import { a } from './value.ts';\nimport b from '../tree.ts';"),
    [],
  );
});

test('an import that climbs out of the package is found, whatever its form', () => {
  const source = [
    "import { a } from '../../manifest/src/kind.ts';",
    "import type { B } from '../../manifest/src/finding.ts';",
    "export * from '../../exec/src/run.ts';",
    "import '../../../nx.json';",
    "export const later = () => import('../../exec/src/index.ts');",
  ].join('\n');
  assert.deepEqual(leavingImports('packages/emit/src/tree.ts', source), [
    { file: 'packages/emit/src/tree.ts', line: 1, target: 'packages/manifest/src/kind.ts' },
    { file: 'packages/emit/src/tree.ts', line: 2, target: 'packages/manifest/src/finding.ts' },
    { file: 'packages/emit/src/tree.ts', line: 3, target: 'packages/exec/src/run.ts' },
    { file: 'packages/emit/src/tree.ts', line: 4, target: 'nx.json' },
    { file: 'packages/emit/src/tree.ts', line: 5, target: 'packages/exec/src/index.ts' },
  ]);
});

test('no file of a package or an app imports its way out of its package', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const files = globSync('{packages,apps}/*/**/*.ts', {
    cwd: root,
    exclude: ['**/node_modules', 'packages/manifest/src/apis'],
  });
  assert.ok(files.length > 10);
  assert.deepEqual(
    files.sort().flatMap((file) => leavingImports(file.replaceAll('\\', '/'), readFileSync(`${root}/${file}`, 'utf8'))),
    [],
  );
});
