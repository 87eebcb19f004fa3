import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { customResourceDefinition, customResourceManifest } from '@wildermesser/emit';
import { loadCatalog, type Manifest, writeYaml } from '@wildermesser/manifest';
import { validate } from '@wildermesser/validate';
import { createCustomResourceReader } from '../../src/custom-resource/index.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const golden = join(import.meta.dirname, 'golden');
const options = { root, tsconfig: join(root, 'tsconfig.json') };

const manifestOf = (file: string, names: readonly string[]) => {
  const path = relative(root, join(golden, file));
  const { spec, findings } = createCustomResourceReader(options).read(names.map((name) => `${path}#${name}`));
  assert.deepEqual(findings, []);
  assert.ok(spec !== undefined);
  return customResourceManifest(customResourceDefinition({ from: path }), spec);
};

const cases = [
  {
    what: 'a resource with rules, defaults, columns, conditions and types of Kubernetes',
    file: 'mysql',
    names: ['MySQL'],
  },
  { what: 'two versions of a resource with a scale', file: 'widget', names: ['WidgetV1Beta1', 'Widget'] },
];

for (const { what, file, names } of cases) {
  test(`${what} becomes the definition of the golden folder`, async () => {
    const manifest = manifestOf(`${file}.ts`, names);
    const text = writeYaml(manifest);
    const path = join(golden, `${file}.yaml`);
    if (process.env.UPDATE_FIXTURES === '1') await writeFile(path, text);
    assert.equal(text, await readFile(path, 'utf8'));
    assert.equal(writeYaml(manifestOf(`${file}.ts`, names)), text);
  });

  test(`the definition of ${file} is a valid object`, async () => {
    const catalog = await loadCatalog('1.36');
    const { findings } = validate([manifestOf(`${file}.ts`, names)], { catalog, expected: [] });
    assert.deepEqual(findings, []);
  });
}

test('objects of the resource are held against the definition', async () => {
  const catalog = await loadCatalog('1.36');
  const definition = manifestOf('mysql.ts', ['MySQL']);
  const spec = { image: 'mysql:8.4', database: 'shop', password: '', storage_size: '1Gi', port: 'http', note: null };
  const object = { apiVersion: 'otus.homework/v1', kind: 'MySQL', metadata: { name: 'shop', namespace: 'default' } };
  const codesOf = (fields: object): readonly string[] =>
    validate([definition, { ...object, spec: fields } as Manifest], { catalog, expected: [] }).findings.map(
      ({ code, field }) => `${code} ${field}`,
    );
  assert.deepEqual(codesOf(spec), []);
  const { storage_size: _, ...without } = spec;
  assert.deepEqual(codesOf(without), ['missing-field spec.storage_size']);
  assert.deepEqual(codesOf({ ...spec, keep: 6, storage: 1 }), ['out-of-range spec.keep', 'unknown-field spec.storage']);
});
