import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocuments } from '@wildermesser/manifest';
import { isMap } from '../located.ts';
import { isKustomization } from '../source/source-type.ts';

/** A kustomization as it lies on disk. */
export interface KustomizationFile {
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** The kustomization of a directory; undefined when there is none or it is not one map, which Kustomize reports. */
export const readKustomization = async (directory: string): Promise<KustomizationFile | undefined> => {
  const names = await readdir(directory).catch(() => []);
  const name = names.sort().find(isKustomization);
  if (name === undefined) return undefined;
  const { documents, findings } = readDocuments(await readFile(join(directory, name), 'utf8'), name);
  const value = documents[0]?.value ?? {};
  return findings.length === 0 && documents.length <= 1 && isMap(value) ? { name, value } : undefined;
};
