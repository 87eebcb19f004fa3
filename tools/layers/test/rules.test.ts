import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Case {
  readonly name: string;
  readonly folder: string;
  readonly source: string;
  /** Rules that the source breaks, without their group; none for a legal source. */
  readonly breaks: readonly string[];
}

const imports = (name: string): string => `import { thing } from '${name}';\n\nexport const other = thing;\n`;
const importCase = (folder: string, name: string, ...breaks: readonly string[]): Case => ({
  name: `${folder} imports ${name}`,
  folder,
  source: imports(name),
  breaks,
});
const layer = 'noRestrictedImports';

const cases: readonly Case[] = [
  importCase('packages/manifest/src', '@wildermesser/exec', layer),
  importCase('packages/exec/src', '@wildermesser/manifest', layer),
  importCase('packages/emit/src', '@wildermesser/manifest'),
  importCase('packages/emit/src', '@wildermesser/manifest/apps-v1'),
  importCase('packages/emit/src', '@wildermesser/exec', layer),
  importCase('packages/diff/src', '@wildermesser/manifest'),
  importCase('packages/diff/src', '@wildermesser/render', layer),
  importCase('packages/compile/src', '@wildermesser/emit', layer),
  importCase('packages/compile/src', '@wildermesser/exec'),
  importCase('packages/render/src', '@wildermesser/exec'),
  importCase('packages/render/src', '@wildermesser/validate', layer),
  importCase('packages/validate/src', '@wildermesser/manifest'),
  importCase('packages/validate/src', '@wildermesser/emit', layer),
  importCase('packages/operator-image/src', '@wildermesser/exec'),
  importCase('packages/operator-image/src', '@wildermesser/platform', layer),
  importCase('packages/kubernetes-intro/src', '@wildermesser/manifest/core-v1'),
  importCase('packages/kubernetes-intro/src', '@wildermesser/emit'),
  importCase('packages/kubernetes-intro/src', '@wildermesser/render', layer),
  importCase('packages/kubernetes-intro/src', '@wildermesser/kubernetes-volumes', layer),
  importCase('packages/kubernetes-intro/src', 'node:path', 'noNodejsModules'),
  importCase('packages/kubernetes-intro/test', 'node:path'),
  importCase('packages/kubernetes-intro/test', '@wildermesser/render'),
  importCase('packages/kubernetes-intro/test', '@wildermesser/kubernetes-volumes', layer),
  importCase('packages/argocd', '@wildermesser/exec', layer),
  importCase('packages/argocd', '@wildermesser/emit'),
  importCase('apps/platform/src', '@wildermesser/render'),
  importCase('apps/platform/src', '@wildermesser/kubernetes-intro', layer),
  importCase('apps/platform/src', '@wildermesser/argocd', layer),
  importCase('tools/benchmark/src', '@wildermesser/kubernetes-intro', layer),
  importCase('apps/mysql-operator/src/act', 'node:https', layer),
  importCase('apps/mysql-operator/src/runtime', 'node:http', layer),
  importCase('apps/mysql-operator/src/reconcile', '@wildermesser/kubernetes-intro', layer),
  importCase('apps/mysql-operator/src/cluster', 'node:https'),
  importCase('packages/emit/src', 'left-pad', 'noUndeclaredDependencies'),
  importCase('packages/render/src', 'fs', 'useNodejsImportProtocol'),
  {
    name: 'a type import',
    folder: 'packages/emit/src',
    source: "export type { Run } from '@wildermesser/exec';\n",
    breaks: [layer],
  },
  {
    name: 'a dynamic import',
    folder: 'packages/emit/src',
    source: "export const run = await import('@wildermesser/exec');\n",
    breaks: [layer],
  },
  {
    name: 'console in a package',
    folder: 'packages/emit/src',
    source: "console.log('text');\n",
    breaks: ['noConsole'],
  },
  { name: 'console in an app', folder: 'apps/platform/src', source: "console.log('text');\n", breaks: [] },
  {
    name: 'any',
    folder: 'packages/render/src',
    source: 'export const same = (value: any) => value;\n',
    breaks: ['noExplicitAny'],
  },
  {
    name: 'a forgotten promise',
    folder: 'packages/render/src',
    source: 'const wait = async () => 1;\nwait();\n',
    breaks: ['noFloatingPromises'],
  },
  {
    name: 'an enum',
    folder: 'packages/render/src',
    source: 'export enum Color {\n  Red = 1,\n}\n',
    breaks: ['noEnum'],
  },
  ...['fetch', 'process', 'Date'].map((name) => ({
    name: `${name} in a homework`,
    folder: 'packages/kubernetes-intro/src',
    source: `export const value = ${name};\n`,
    breaks: ['noRestrictedGlobals'],
  })),
  {
    name: 'a random number in a homework',
    folder: 'packages/kubernetes-intro/src',
    source: 'export const value = Math.random();\n',
    breaks: ['noJsRestrictedProperties'],
  },
  // A package that no layer names would be free to import anything: the program is allowed to none of them.
  ...readdirSync(join(root, 'packages')).map((name) =>
    importCase(`packages/${name}/src`, '@wildermesser/platform', layer),
  ),
];

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly severity: string;
    readonly location: { readonly path: string };
  }[];
}

/** Lints every case in one run, in an empty workspace with this repository's rules. */
const lint = (): Report => {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  for (const [index, { folder: place, source }] of cases.entries()) {
    const file = join(folder, place, `case-${index}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source);
    const declared = Object.fromEntries(
      [
        'manifest',
        'emit',
        'exec',
        'render',
        'validate',
        'platform',
        'argocd',
        'kubernetes-intro',
        'kubernetes-volumes',
      ].map((name) => [`@wildermesser/${name}`, '*']),
    );
    writeFileSync(
      join(folder, place.split('/').slice(0, 2).join('/'), 'package.json'),
      JSON.stringify({ dependencies: declared }),
    );
  }
  const args = [
    join(root, 'node_modules/@biomejs/biome/bin/biome'),
    'lint',
    '--reporter=json',
    '--max-diagnostics=none',
    '--diagnostic-level=error',
  ];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout) as Report;
};

test('the linter refuses what breaks a layer or a house rule, and nothing else', async (t) => {
  const { diagnostics } = lint();
  for (const [index, { name, breaks }] of cases.entries()) {
    await t.test(`${name}: ${breaks.length === 0 ? 'passes' : breaks.join(', ')}`, () => {
      const own = diagnostics.filter(({ location }) => location.path.endsWith(`/case-${index}.ts`));
      assert.deepEqual(own.map(({ category }) => category.slice(category.lastIndexOf('/') + 1)).sort(), breaks);
    });
  }
});
