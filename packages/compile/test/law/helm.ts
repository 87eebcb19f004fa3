import assert from 'node:assert/strict';
import { emitChart } from '@wildermesser/emit/helm';
import { findTool, run } from '@wildermesser/exec';
import { readDocuments, writeYaml } from '@wildermesser/manifest';
import type { Json, Release } from '@wildermesser/manifest/template';
import { checkTests } from './check-tests.ts';
import type { CompiledComponent } from './compiled-components.ts';
import { divided } from './divided.ts';
import { inFolder } from './folder.ts';
import type { LawCase, Made } from './law-case.ts';

const version = '1.0.0';

/** Files of the component's chart, below a folder. */
export const chartFiles = (folder: string, { template }: CompiledComponent, release: Release): [string, string][] =>
  [...emitChart(template, { version, release })].map(([path, text]) => [`${folder}/${path}`, text]);

const objectsOf = (text: string): Json[] => {
  const { documents, findings } = readDocuments(text, 'helm');
  const [finding] = findings;
  assert.ok(finding === undefined, `line ${finding?.line}: ${finding?.message}\n${text}`);
  return documents.map(({ value }) => value as Json);
};

/** One process for cases of one release: each is a dependency of one chart under an alias of its own. */
const renderTogether = async (cases: readonly LawCase[]): Promise<readonly Made[]> => {
  const [first] = cases;
  assert.ok(first);
  const { release } = first;
  const components = new Set(cases.map(({ component }) => component));
  const dependencies = cases.map(({ component }, i) => ({ name: component.template.name, version, alias: `case${i}` }));
  const files: [string, string][] = [
    ['Chart.yaml', writeYaml({ apiVersion: 'v2', name: 'cases', version, dependencies })],
    ['given.yaml', writeYaml(Object.fromEntries(cases.map(({ values }, i) => [`case${i}`, values])))],
    ...[...components].flatMap((component) => chartFiles(`charts/${component.template.name}`, component, release)),
  ];
  return inFolder(files, async (folder) => {
    const { path } = await findTool('helm');
    const args = ['template', release.name, '.', '--namespace', release.namespace, '--values', 'given.yaml'];
    const env = { PATH: '', HOME: folder, HELM_CACHE_HOME: `${folder}/.cache` };
    const { stdout } = await run(path, args, { cwd: folder, env });
    const objects: Json[][] = cases.map(() => []);
    const tests: Json[][] = cases.map(() => []);
    for (const part of stdout.split(/^---\n(?=# Source: )/m)) {
      const number = /^# Source: cases\/charts\/case(\d+)\//.exec(part)?.[1];
      const isTest = /^# Source: \S+\/templates\/tests\//.test(part);
      if (number !== undefined) (isTest ? tests : objects)[Number(number)]?.push(...objectsOf(part));
    }
    for (const [i, own] of tests.entries()) checkTests(own, objects[i] ?? []);
    return objects.map((own) => ({ objects: own }));
  });
};

/** What Helm makes of the chart of each case and its values file. The release is the same for all. */
export const renderHelm = (cases: readonly LawCase[]): Promise<readonly Made[]> => divided(cases, renderTogether);
