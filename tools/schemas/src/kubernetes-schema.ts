import { join } from 'node:path';
import type { SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';
import { extraEnums, extraRequired } from './api-server-facts.ts';
import { type GoEnum, readGoEnums } from './go-enums.ts';
import { type GoModule, moduleDirectory } from './go-module.ts';
import { readOpenapiDocuments } from './openapi-documents.ts';
import { pathResources } from './path-resources.ts';
import type { SchemaFile } from './schema-file.ts';

/** A fact of `api-server-facts.ts` or of the Go sources names a field that the documents do not have. */
export class MissingFieldError extends Error {
  readonly definition: string;
  readonly field: string;
  constructor(definition: string, field: string) {
    super(`${definition} has no field ${field}, which a fact about the API server names`);
    this.name = 'MissingFieldError';
    this.definition = definition;
    this.field = field;
  }
}

type Definitions = Record<string, SchemaNode>;

/** The empty string stands for "not set" wherever it is not a value with a meaning of its own. */
const meaningful = ({ definition, field, values }: GoEnum): readonly string[] =>
  definition.endsWith('.HostPathVolumeSource') && field === 'type' ? values : values.filter((value) => value !== '');

const withEnum = (node: SchemaNode, values: readonly string[]): SchemaNode => {
  if (node.items !== undefined) return { ...node, items: withEnum(node.items, values) };
  if (typeof node.additionalProperties === 'object')
    return { ...node, additionalProperties: withEnum(node.additionalProperties, values) };
  return { ...node, enum: values };
};

const addEnum = (definitions: Definitions, definition: string, field: string, values: readonly string[]): void => {
  const known = definitions[definition];
  if (known === undefined) return;
  const node = known.properties?.[field];
  if (node === undefined) throw new MissingFieldError(definition, field);
  definitions[definition] = { ...known, properties: { ...known.properties, [field]: withEnum(node, values) } };
};

const addRequired = (definitions: Definitions, definition: string, fields: readonly string[]): void => {
  const known = definitions[definition];
  for (const field of fields) {
    if (known?.properties?.[field] === undefined) throw new MissingFieldError(definition, field);
  }
  definitions[definition] = { ...known, required: [...new Set([...(known?.required ?? []), ...fields])] };
};

/** `status` is the server's: written by a manifest, it is dropped. It stays known and takes anything. */
const withoutStatus = (definitions: Definitions, definition: string): void => {
  const known = definitions[definition];
  if (known?.properties?.status === undefined) return;
  definitions[definition] = { ...known, properties: { ...known.properties, status: {} } };
};

const references = (node: SchemaNode): string[] => [
  ...(node.$ref === undefined ? [] : [node.$ref]),
  ...Object.values(node.properties ?? {}).flatMap(references),
  ...(node.items === undefined ? [] : references(node.items)),
  ...(typeof node.additionalProperties === 'object' ? references(node.additionalProperties) : []),
];

const reachable = (definitions: Readonly<Definitions>, roots: readonly string[]): Definitions => {
  const kept: Definitions = {};
  const queue = [...roots];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const definition = definitions[name];
    if (definition === undefined) throw new MissingFieldError(name, '(definition)');
    if (kept[name] !== undefined) continue;
    kept[name] = definition;
    queue.push(...references(definition));
  }
  return kept;
};

/** The schemas of one Kubernetes version, from the sources of `k8s.io/kubernetes`. */
export const kubernetesSchema = async (source: GoModule): Promise<SchemaFile> => {
  const directory = await moduleDirectory(source);
  const documents = await readOpenapiDocuments(join(directory, 'api/openapi-spec/v3'));
  const resources = pathResources(documents);
  const definitions: Definitions = { ...documents.definitions };
  for (const found of await readGoEnums(directory)) {
    addEnum(definitions, found.definition, found.field, meaningful(found));
  }
  for (const [definition, field, values] of extraEnums) addEnum(definitions, definition, field, values);
  for (const [definition, fields] of extraRequired) addRequired(definitions, definition, fields);
  const roots = resources.map(({ definition }) => definition);
  for (const root of roots) withoutStatus(definitions, root);
  return {
    version: source.version.slice(1),
    source: `${source.module}@${source.version}: api/openapi-spec/v3, with the enums of pkg/generated/openapi and of its validation code`,
    omits: 'descriptions, status, unions, validation that is written in Go',
    resources,
    definitions: reachable(definitions, roots),
  };
};
