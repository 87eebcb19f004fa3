import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocuments } from '@wildermesser/manifest';
import { isMap } from '../located.ts';

/** A chart that another one needs. */
export interface ChartDependency {
  readonly name: string;
  readonly repository: string;
}

/** The dependencies that a chart declares; none when its Chart.yaml cannot be read, which Helm reports better. */
export const chartDependencies = async (chart: string): Promise<readonly ChartDependency[]> => {
  const text = await readFile(join(chart, 'Chart.yaml'), 'utf8').catch(() => '');
  const value = readDocuments(text, 'Chart.yaml').documents[0]?.value;
  const list = isMap(value) && Array.isArray(value.dependencies) ? value.dependencies : [];
  return list.filter(isMap).map(({ name, repository }) => ({
    name: typeof name === 'string' ? name : '',
    repository: typeof repository === 'string' ? repository : '',
  }));
};

/** Whether all of them can be had without a network: they lie in the repository. */
export const areLocal = (dependencies: readonly ChartDependency[]): boolean =>
  dependencies.every(({ repository }) => repository === '' || repository.startsWith('file://'));
