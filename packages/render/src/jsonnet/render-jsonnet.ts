import { join, relative } from 'node:path';
import type { Jsonnet } from '@hanazuki/node-jsonnet';
import type { ManifestFile } from '../directory/manifest-files.ts';
import { failure, hasKind, type ToolResult } from '../located.ts';
import type { JsonnetSource } from '../source/application-source.ts';
import { substitute, type Variables } from '../source/substitution.ts';
import { toolMessage } from '../tool-message.ts';
import { loadJsonnet } from './load-jsonnet.ts';

/** Where Jsonnet looks for imports, the last first: the directory itself and the libraries of the source. */
export const importFolders = (repository: string, directory: string, libs: readonly string[]): readonly string[] => [
  directory,
  ...libs.map((lib) => join(repository, lib)),
];

const configure = (vm: Jsonnet, folders: readonly string[], source: JsonnetSource, variables: Variables): Jsonnet => {
  for (const { name, value, code = false } of source.tlas ?? []) {
    if (code) vm.tlaCode(name, substitute(value, variables));
    else vm.tlaString(name, substitute(value, variables));
  }
  for (const { name, value, code = false } of source.extVars ?? []) {
    if (code) vm.extCode(name, substitute(value, variables));
    else vm.extString(name, substitute(value, variables));
  }
  for (const folder of folders) vm.addJpath(folder);
  return vm;
};

/** The objects in what a program evaluates to: one object, or a list of objects and nulls. Nothing is searched deeper. */
export const objectsOf = (value: unknown, file: string): ToolResult => {
  const values = Array.isArray(value) ? value.filter((item) => item !== null) : [value];
  const odd = values.findIndex((item) => !hasKind(item));
  if (odd === -1) return { objects: values.map((each) => ({ value: each, file, line: 1 })), findings: [] };
  const place = Array.isArray(value) ? `item ${odd} of the list` : 'the result';
  const message = `${place} is not an object with a kind; a program returns one manifest or a list of manifests`;
  const advice = 'return a list of manifests; give files that are only imported the ending .libsonnet';
  return failure('invalid-jsonnet-result', message, file, advice);
};

/** Evaluates one program in an interpreter of its own. */
export const renderJsonnet = async (
  { path, file }: ManifestFile,
  repository: string,
  directory: string,
  source: JsonnetSource,
  variables: Variables,
): Promise<ToolResult> => {
  const { Jsonnet, JsonnetError } = await loadJsonnet();
  const folders = importFolders(repository, directory, source.libs ?? []);
  try {
    const text = await configure(new Jsonnet(), folders, source, variables).evaluateFile(path);
    return objectsOf(JSON.parse(text), file);
  } catch (error) {
    if (!(error instanceof JsonnetError)) throw error;
    const message = toolMessage(error.message, [repository]);
    return failure('jsonnet-failed', message, relative(repository, path));
  }
};
