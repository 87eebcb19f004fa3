import { stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type Environment, findTool, run } from '@wildermesser/exec';
import { readDocuments } from '@wildermesser/manifest';
import { failure, type ToolResult } from '../located.ts';
import { shadowTree } from '../shadow-tree.ts';
import type { KustomizeSource } from '../source/application-source.ts';
import type { Variables } from '../source/substitution.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';
import { toolEnvironment } from '../tool-environment.ts';
import { toolFailure } from '../tool-failure.ts';
import { editKustomization, needsEdit } from './edit-kustomization.ts';
import { readKustomization } from './kustomization-file.ts';
import { remoteBases } from './remote-bases.ts';

/** What an overlay is built with, besides its source. */
export interface KustomizeRequest {
  /** Absolute. */
  readonly repository: string;
  /** Absolute. */
  readonly directory: string;
  readonly variables: Variables;
  readonly signal?: AbortSignal | undefined;
  readonly env?: Environment | undefined;
}

/** A copy with the Application's settings edited into its kustomization, or why that cannot be. */
const editedCopy = async (
  source: KustomizeSource,
  { repository, directory, variables }: KustomizeRequest,
  temporary: string,
): Promise<{ directory: string } | ToolResult> => {
  const place = relative(repository, directory);
  const file = await readKustomization(directory);
  if (file === undefined) {
    return failure('kustomize-failed', 'the directory has no kustomization file that can be edited', place);
  }
  const components: string[] = [];
  for (const component of source.components ?? []) {
    const exists = await stat(join(directory, component)).catch(() => undefined);
    if (exists !== undefined || source.ignoreMissingComponents !== true) components.push(component);
  }
  const edit = editKustomization(file.value, { ...source, components }, variables);
  if (edit.refused !== undefined) return failure('kustomize-failed', edit.refused, join(place, file.name));
  const copy = await shadowTree(repository, directory, temporary);
  await writeFile(join(copy, file.name), JSON.stringify(edit.kustomization));
  return { directory: copy };
};

/** The objects that Argo CD would get from an overlay. Nothing is fetched; the overlay's directory is not touched. */
export const renderKustomize = async (source: KustomizeSource, request: KustomizeRequest): Promise<ToolResult> => {
  const { repository, directory, variables, signal } = request;
  const place = relative(repository, directory);
  if (source.version !== undefined && source.version !== '') {
    const message = `Kustomize ${source.version} is not registered; Argo CD knows only the versions in its settings`;
    return failure('unknown-kustomize-version', message, place, 'leave kustomize.version out');
  }
  const remote = await remoteBases(repository, directory);
  if (remote.length > 0) {
    const advice = 'copy it into the repository and name it by a relative path';
    return {
      objects: [],
      findings: remote.map(({ reference, file }) => ({
        severity: 'error',
        code: 'remote-base',
        message: `${reference} would have to be fetched; nothing is fetched here`,
        advice,
        file,
      })),
    };
  }
  const kustomize = await findTool('kustomize', request.env === undefined ? {} : { env: request.env });
  return withTemporaryFolder(async (temporary) => {
    const prepared = needsEdit(source) ? await editedCopy(source, request, temporary) : { directory };
    if ('findings' in prepared) return prepared;
    try {
      const { stdout } = await run(kustomize.path, [...kustomize.args, prepared.directory], {
        cwd: repository,
        env: toolEnvironment(temporary, variables),
        ...(signal === undefined ? {} : { signal }),
      });
      const { documents, findings } = readDocuments(stdout, place);
      return { objects: documents.map(({ value }) => ({ value, file: place, line: 1 })), findings };
    } catch (error) {
      const folders = [join(temporary, 'repository'), temporary, repository];
      return toolFailure('kustomize-failed', error, folders, place);
    }
  });
};
