import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { evaluateTemplate, type Json, type Template } from '@wildermesser/manifest/template';
import { emitChart } from '../../src/helm/index.ts';
import { documentsOf, helm, inFolder, inOrder, writeChart } from './render-charts.ts';
import { web } from './web-template.ts';
import { worker } from './worker-template.ts';

const fixtures = fileURLToPath(new URL('../fixtures/helm', import.meta.url));
const release = { name: 'site', namespace: 'shop' };

const readTree = async (folder: string): Promise<Map<string, string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return new Map(files.map((file, i) => [relative(folder, file), texts[i] as string]));
};

/** Charts under fixtures are reviewed like code; UPDATE_FIXTURES=1 writes them anew. */
const chartOf = (template: Template) => emitChart(template, { version: '1.0.0', appVersion: '1.31.0', release });

for (const template of [web, worker]) {
  test(`the chart of ${template.name} is the one that was reviewed`, async () => {
    const folder = join(fixtures, template.name);
    const chart = chartOf(template);
    if (process.env.UPDATE_FIXTURES === '1') {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      await writeChart(folder, chart);
    }
    assert.deepEqual(Object.fromEntries([...chart].sort()), Object.fromEntries([...(await readTree(folder))].sort()));
  });

  test(`helm lint --strict finds nothing in the chart of ${template.name}`, () =>
    inFolder(async (folder) => {
      await writeChart(folder, chartOf(template));
      const text = await helm(folder, 'lint', '--strict', '.');
      assert.match(text, /1 chart\(s\) linted, 0 chart\(s\) failed/);
      assert.doesNotMatch(text, /WARNING|ERROR/);
    }));
}

const rendered = (template: Template, values: Json, more = ['--skip-tests']): Promise<Json[]> =>
  inFolder(async (folder) => {
    await writeChart(folder, new Map([...chartOf(template), ['given.yaml', JSON.stringify(values)]]));
    const args = ['template', release.name, '.', '--namespace', release.namespace, '--values', 'given.yaml', ...more];
    return documentsOf(await helm(folder, ...args));
  });

test('a part is switched on and off by its own value, which the outer chart holds', async () => {
  for (const enabled of [true, false]) {
    const more = enabled
      ? { priority: 'high', strategy: 'Recreate', annotations: { 'prometheus.io/scrape': 'false' } }
      : {};
    const values = { ...web.values, ...more, cache: { enabled, size: '1Gi' }, tls: 'certificate', resources: {} };
    const objects = await rendered(web, values);
    assert.deepEqual(inOrder(objects), inOrder(evaluateTemplate(web, values, release)));
    const names = objects.map((object) => (object as { metadata: { name: string } }).metadata.name);
    assert.equal(names.includes('cache'), enabled);
  }
});

test('a value that the schema does not admit is refused, in a part, too', async () => {
  await assert.rejects(rendered(web, { replicas: 'two' }), (error: { stderr?: string }) =>
    /replicas/.test(error.stderr ?? ''),
  );
  await assert.rejects(rendered(web, { cache: { colour: 'red' } }), (error: { stderr?: string }) =>
    /colour/.test(error.stderr ?? ''),
  );
});

test('two manifests of one kind and name, one for each of two conditions, have files of their own', () => {
  const manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } };
  const literal = { op: 'literal', value: manifest, kind: 'object', optional: false } as const;
  const chart = chartOf({ ...worker, manifests: [literal, literal].map((value) => ({ does: 'add', value })) });
  const files = [...chart.keys()].filter((path) => path.startsWith('templates/secret'));
  assert.deepEqual(files, ['templates/secret-a-2.yaml', 'templates/secret-a.yaml']);
});

test('each Service has a test that connects to it, and is there when the Service is', async () => {
  const testsOf = async (values: Json): Promise<string[]> => {
    const objects = (await rendered(web, values, [])) as {
      kind: string;
      metadata: { name: string; annotations?: object };
    }[];
    const tests = objects.filter(({ metadata }) => 'helm.sh/hook' in (metadata.annotations ?? {}));
    const services = objects.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name);
    assert.deepEqual(
      tests.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort(),
      services.map((name) => `Pod ${name}-test-connection`).sort(),
    );
    return services;
  };
  const services = await testsOf(web.values);
  assert.ok(services.length > 0);
});
