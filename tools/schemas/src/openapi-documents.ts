import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';
import { builtInNode } from './built-in-node.ts';
import { byBytes } from './by-bytes.ts';

/** What one HTTP method of a path does. */
export interface Operation {
  readonly 'x-kubernetes-action'?: string;
  readonly 'x-kubernetes-group-version-kind'?: {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  };
  readonly responses?: Readonly<Record<string, unknown>>;
}

export interface OpenapiDocuments {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly definitions: Readonly<Record<string, SchemaNode>>;
}

/** Two documents of one version describe a type differently, beyond the kinds that they list for it. */
export class DefinitionConflictError extends Error {
  readonly definition: string;
  readonly file: string;
  constructor(definition: string, file: string) {
    super(`${file} describes ${definition} differently than the documents before it`);
    this.name = 'DefinitionConflictError';
    this.definition = definition;
    this.file = file;
  }
}

/**
 * All documents of a directory as one. The documents of one version repeat the types that they share; the copies
 * differ in `x-kubernetes-group-version-kind` only, where each document lists its own group's kinds, and that keyword
 * is not kept: the paths say the same.
 */
export const readOpenapiDocuments = async (directory: string): Promise<OpenapiDocuments> => {
  const paths: Record<string, Record<string, Operation>> = {};
  const definitions: Record<string, SchemaNode> = {};
  for (const file of (await readdir(directory)).filter((name) => name.endsWith('.json')).sort(byBytes)) {
    const document = JSON.parse(await readFile(join(directory, file), 'utf8'));
    Object.assign(paths, document.paths);
    for (const [name, raw] of Object.entries<Record<string, unknown>>(document.components?.schemas ?? {})) {
      const definition = builtInNode(name, raw);
      if (definitions[name] !== undefined && !isDeepStrictEqual(definitions[name], definition)) {
        throw new DefinitionConflictError(name, file);
      }
      definitions[name] = definition;
    }
  }
  return { paths, definitions };
};
