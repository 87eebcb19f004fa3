import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Environment, ExecError, findTool, run } from '@wildermesser/exec';
import { failure, type ToolResult } from '../located.ts';
import { shadowTree } from '../shadow-tree.ts';
import type { HelmSource } from '../source/application-source.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';
import { toolEnvironment } from '../tool-environment.ts';
import { toolFailure } from '../tool-failure.ts';
import { areLocal, type ChartDependency, chartDependencies } from './chart-dependencies.ts';
import { failedTemplate } from './failed-template.ts';
import { helmArgs } from './helm-args.ts';
import { type HelmTarget, helmSettings } from './helm-settings.ts';
import { readTemplateOutput } from './template-output.ts';

/** What a chart is rendered for, and how its tool is found and ended. */
export interface HelmRequest extends HelmTarget {
  readonly signal?: AbortSignal | undefined;
  readonly env?: Environment | undefined;
}

/** `valuesObject` wins over `values`; the two are never merged. JSON is YAML. */
const inlineValues = ({ values, valuesObject }: HelmSource): string | undefined =>
  valuesObject === undefined ? values || undefined : JSON.stringify(valuesObject);

const isMissingDependency = (error: unknown): boolean =>
  error instanceof ExecError && error.stderr.includes('found in Chart.yaml, but missing in charts/ directory');

const missingDependencies = (dependencies: readonly ChartDependency[], place: string): ToolResult => {
  const remote = dependencies.filter((dependency) => !areLocal([dependency]));
  const list = remote.map(({ name, repository }) => `${name} (${repository})`).join(', ');
  const message = `the chart needs ${list}, which would have to be fetched; nothing is fetched here`;
  const advice = 'run helm dependency build in the chart and commit its charts folder';
  return failure('missing-chart-dependency', message, join(place, 'Chart.yaml'), advice);
};

/** The objects that Argo CD 3.5 would get from a chart. Nothing is fetched; the chart's directory is not touched. */
export const renderHelm = async (source: HelmSource, request: HelmRequest): Promise<ToolResult> => {
  const { repository, directory, signal, env } = request;
  const place = relative(repository, directory);
  const helm = await findTool('helm', env === undefined ? {} : { env });
  return withTemporaryFolder(async (temporary) => {
    const inline = inlineValues(source);
    const inlineFile = inline === undefined ? undefined : join(temporary, 'values.yaml');
    if (inline !== undefined && inlineFile !== undefined) await writeFile(inlineFile, inline);
    const prepared = await helmSettings(source, request, inlineFile, place);
    if (!('settings' in prepared)) return prepared;
    const options = { env: toolEnvironment(temporary), ...(signal === undefined ? {} : { signal }) };
    const helmIn = (cwd: string, args: readonly string[]) =>
      run(helm.path, [...helm.args, ...args], { ...options, cwd });
    const template = async (cwd: string): Promise<ToolResult> =>
      readTemplateOutput((await helmIn(cwd, helmArgs(prepared.settings))).stdout, place);
    const folders = [join(temporary, 'repository'), temporary, repository];
    const failed = (error: unknown): ToolResult => {
      const { objects, findings } = toolFailure('helm-failed', error, folders, place);
      return { objects, findings: findings.map((each) => ({ ...each, ...failedTemplate(each.message, place) })) };
    };
    try {
      return await template(directory);
    } catch (error) {
      if (!isMissingDependency(error)) return failed(error);
      const dependencies = await chartDependencies(directory);
      if (!areLocal(dependencies)) return missingDependencies(dependencies, place);
    }
    // Argo CD builds the dependencies in its checkout; here that is a copy, and only charts of the repository go in.
    const copy = await shadowTree(repository, directory, temporary);
    try {
      await helmIn(copy, ['dependency', 'build', '--skip-refresh', '.']);
      return await template(copy);
    } catch (error) {
      return failed(error);
    }
  });
};
