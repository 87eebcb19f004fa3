import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findTool, run } from '@wildermesser/exec';
import { readDocuments } from '@wildermesser/manifest';
import type { Json, Release } from '@wildermesser/manifest/template';
import type { FileTree } from '../../src/file-tree.ts';

/** A chart and the values file that a user gives it. */
export interface ChartCase {
  readonly chart: FileTree;
  readonly values: Json;
}

/** Writes a chart to disk. */
export const writeChart = async (folder: string, chart: FileTree): Promise<void> => {
  for (const [path, text] of chart) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
};

/** Runs `work` in a folder that is gone afterwards. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'chart-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Runs the pinned Helm. */
export const helm = async (folder: string, ...args: readonly string[]): Promise<string> => {
  const tool = await findTool('helm');
  const env = { PATH: '', HOME: folder, HELM_CACHE_HOME: join(folder, '.cache') };
  return (await run(tool.path, args, { cwd: folder, env })).stdout;
};

/** Documents of what `helm template` printed. */
export const documentsOf = (text: string): Json[] => {
  const { documents, findings } = readDocuments(text, 'helm');
  if (findings.length > 0) throw new Error(`${findings.map(({ message, line }) => `${line}: ${message}`)}\n${text}`);
  return documents.map(({ value }) => value as Json);
};

/** What Helm makes of each case. All cases are subcharts of one chart, since starting Helm is what costs. */
export const renderCharts = (
  cases: readonly ChartCase[],
  release: Release,
  settings: readonly string[] = [],
): Promise<Json[][]> =>
  inFolder(async (folder) => {
    await writeChart(folder, new Map([['Chart.yaml', 'apiVersion: v2\nname: cases\nversion: 1.0.0\n']]));
    const values: Record<string, Json> = {};
    for (const [i, { chart, values: own }] of cases.entries()) {
      const name = `case${i}`;
      const yaml = (chart.get('Chart.yaml') ?? '').replace(/^name: .*$/m, `name: ${name}`);
      await writeChart(join(folder, 'charts', name), new Map([...chart, ['Chart.yaml', yaml]]));
      values[name] = own;
    }
    await writeFile(
      join(folder, 'given.yaml'),
      JSON.stringify(values).replace(
        /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    );
    const { name, namespace } = release;
    const text = await helm(
      folder,
      'template',
      name,
      '.',
      '--namespace',
      namespace,
      '--values',
      'given.yaml',
      ...settings,
    );
    const result: Json[][] = cases.map(() => []);
    for (const part of text.split(/^---\n(?=# Source: )/m)) {
      const number = /^# Source: cases\/charts\/case(\d+)\//.exec(part)?.[1];
      // Tests are no part of what the template means.
      const isTest = /^# Source: \S+\/templates\/tests\//.test(part);
      if (number !== undefined && !isTest) result[Number(number)]?.push(...documentsOf(part));
    }
    return result;
  });

const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  return Object.fromEntries(
    Object.entries(value as { [key: string]: Json })
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
};

/** Objects in an order of their own: Helm sorts them by kind. */
export const inOrder = (objects: readonly Json[]): Json[] =>
  objects
    .map((object) => JSON.stringify(sorted(object)))
    .sort()
    .map((text) => JSON.parse(text) as Json);
