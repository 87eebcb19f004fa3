import { relative } from 'node:path';
import { foreignLibs } from '../jsonnet/foreign-libs.ts';
import { failure, type ToolResult } from '../located.ts';
import type { DirectorySource } from '../source/application-source.ts';
import type { Variables } from '../source/substitution.ts';
import { manifestFiles } from './manifest-files.ts';
import { readJsonFile, readYamlFile } from './read-manifest-file.ts';

/** The objects of a plain directory: YAML, JSON and Jsonnet files, in the order of their paths. */
export const renderPlain = async (
  repository: string,
  directory: string,
  source: DirectorySource,
  variables: Variables,
): Promise<ToolResult> => {
  const foreign = foreignLibs(repository, source.jsonnet?.libs ?? []);
  if (foreign.length > 0) {
    const message = `Jsonnet libraries outside the repository are refused: ${foreign.join(', ')}`;
    return failure('out-of-bounds-path', message, relative(repository, directory));
  }
  const { files, findings } = await manifestFiles(repository, directory, source);
  if (findings.some(({ severity }) => severity === 'error')) return { objects: [], findings };
  const results = await Promise.all(
    files.map(async (file): Promise<ToolResult> => {
      if (file.path.endsWith('.jsonnet')) {
        const { renderJsonnet } = await import('../jsonnet/render-jsonnet.ts');
        return renderJsonnet(file, repository, directory, source.jsonnet ?? {}, variables);
      }
      return file.path.endsWith('.json') ? readJsonFile(file) : readYamlFile(file);
    }),
  );
  return {
    objects: results.flatMap(({ objects }) => objects),
    findings: [...findings, ...results.flatMap((result) => result.findings)],
  };
};
