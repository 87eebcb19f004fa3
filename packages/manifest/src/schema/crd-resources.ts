import type { Resource } from './resource.ts';
import type { SchemaNode } from './schema-node.ts';
import { structuralSchema } from './structural-schema.ts';
import { byVersionPriority } from './version-priority.ts';

/** What a CustomResourceDefinition adds to an API server. */
export interface CrdResources {
  readonly group: string;
  readonly kind: string;
  readonly resources: readonly Resource[];
  readonly definitions: Readonly<Record<string, SchemaNode>>;
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Verbs of a custom resource, the same for each. */
const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update'];

/**
 * The resources and schemas of a CustomResourceDefinition; undefined when `manifest` is none, or names no group or kind.
 * What is malformed in it is left to the schema of CustomResourceDefinition itself.
 */
export const crdResources = (manifest: unknown): CrdResources | undefined => {
  const { apiVersion, kind: ownKind, spec } = fields(manifest);
  const { group, names, scope, versions } = fields(spec);
  const { kind, plural } = fields(names);
  if (apiVersion !== 'apiextensions.k8s.io/v1' || ownKind !== 'CustomResourceDefinition') return undefined;
  if (text(group) === '' || text(kind) === '' || !Array.isArray(versions)) return undefined;
  const resources: Resource[] = [];
  const definitions: Record<string, SchemaNode> = {};
  for (const entry of versions) {
    const { name, served, schema, subresources } = fields(entry);
    const definition = `${text(group)}/${text(name)}.${text(kind)}`;
    if (served !== true || text(name) === '') continue;
    definitions[definition] = structuralSchema(fields(schema).openAPIV3Schema);
    resources.push({
      ...{ group: text(group), version: text(name), kind: text(kind), plural: text(plural), definition, verbs },
      namespaced: scope !== 'Cluster',
      subresources: Object.keys(fields(subresources)).sort(),
    });
  }
  resources.sort((a, b) => byVersionPriority(a.version, b.version));
  return { group: text(group), kind: text(kind), resources, definitions };
};
