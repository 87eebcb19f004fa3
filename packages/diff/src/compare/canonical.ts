import {
  type Catalog,
  canonicalQuantity,
  isCustomDefinition,
  type Manifest,
  type SchemaNode,
} from '@wildermesser/manifest';
import type { Json, JsonMap } from '../model/json.ts';
import { declaredFields } from './declared-fields.ts';
import { defaultsOf, isZeroAbsent } from './defaults/index.ts';
import { isMap } from './is-map.ts';

/** What is read of a catalog to make a value canonical. */
export type Definitions = Pick<Catalog, 'definition'>;

/** The same, and the schema of a kind. */
export type Kinds = Pick<Catalog, 'definition' | 'resourceOf'>;

/** A schema node with the name of its definition. */
interface Named {
  readonly node: SchemaNode;
  readonly definition?: string;
}

/** Follows the reference of a node. */
export const resolved = (node: SchemaNode | undefined, catalog: Definitions): Named => {
  if (node?.$ref === undefined) return { node: node ?? {} };
  return { node: catalog.definition(node.$ref) ?? {}, definition: node.$ref };
};

/** The schema of a field of a map: its own, or that of any field. */
export const fieldNode = (node: SchemaNode, key: string): SchemaNode | undefined => {
  const { properties, additionalProperties } = node;
  if (properties !== undefined && Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
};

/** The schema of a whole object. */
export const objectNode = ({ apiVersion, kind }: Manifest, catalog: Kinds): SchemaNode | undefined => {
  const resource = catalog.resourceOf(apiVersion, kind);
  return resource === undefined ? undefined : { $ref: resource.definition };
};

const isEmpty = (value: Json): boolean => isMap(value) && Object.keys(value).length === 0;

const isZero = (value: Json): boolean => value === false || value === 0 || value === '';

const canonicalScalar = (value: Json, { format }: SchemaNode): Json => {
  if (format === 'quantity' && (typeof value === 'string' || typeof value === 'number'))
    return canonicalQuantity(String(value)) ?? value;
  return value;
};

/**
 * A value as the API server keeps it: defaults filled in, quantities in their canonical form, nulls and empty lists and
 * maps of built-in kinds gone. Lists keep their order and their length, so that an entry stands where it is written.
 */
const canonical = (value: Json, ref: SchemaNode | undefined, custom: boolean, catalog: Definitions): Json => {
  const { node, definition } = resolved(ref, catalog);
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item) => canonical(item, node.items, custom, catalog));
  }
  if (!isMap(value)) return canonicalScalar(value, node);
  // Made from entries, since an assignment to `__proto__` would set no field.
  const kept: [key: string, value: Json][] = [];
  for (const [key, field] of Object.entries(value)) {
    if (field === null) continue;
    const child = fieldNode(node, key);
    const inner = canonical(field, child, custom, catalog);
    const isField = node.properties !== undefined && Object.hasOwn(node.properties, key);
    if (!custom && isField && child !== undefined && isDropped(inner, child, catalog, definition, key)) continue;
    kept.push([key, inner]);
  }
  const result: Record<string, Json> = Object.fromEntries(kept);
  if (node.properties !== undefined) fillSchemaDefaults(result, node, custom, catalog);
  const { absent = {}, complete = {} } = defaultsOf(definition) ?? {};
  for (const [key, preset] of Object.entries(absent)) {
    const filled = result[key] ?? (typeof preset === 'function' ? preset(result) : preset);
    if (filled !== undefined) result[key] = filled;
  }
  for (const [key, derive] of Object.entries(complete)) {
    const filled = derive(result);
    if (filled !== undefined) result[key] = filled;
  }
  return result;
};

/** Whether a field of a built-in kind is lost when the API server reads and writes it. Entries of maps are not fields. */
const isDropped = (
  value: Json,
  ref: SchemaNode,
  catalog: Definitions,
  definition: string | undefined,
  key: string,
): boolean => {
  if (Array.isArray(value)) return value.length === 0 && resolved(ref, catalog).node.type === 'array';
  if (isEmpty(value)) {
    if (ref.default !== undefined) return true;
    const { node } = resolved(ref, catalog);
    return node.properties === undefined && node.additionalProperties !== undefined;
  }
  return isZero(value) && (ref.default === value || isZeroAbsent(definition, key));
};

const fillSchemaDefaults = (
  result: Record<string, Json>,
  { properties = {} }: SchemaNode,
  custom: boolean,
  catalog: Definitions,
): void => {
  for (const [key, child] of Object.entries(properties)) {
    const preset = child.default as Json | undefined;
    if (preset === undefined || result[key] !== undefined) continue;
    if (custom) result[key] = canonical(preset, child, custom, catalog);
    else if (isEmpty(preset)) {
      // Not a default but a struct that is always there; it matters only if something in it has a default.
      if (child.$ref === undefined || key === 'metadata' || key === 'status') continue;
      const inner = canonical({}, child, custom, catalog);
      if (!isEmpty(inner)) result[key] = inner;
    } else if (!isZero(preset)) result[key] = preset;
  }
};

/** An object as the API server would keep it, without what only a server writes. */
export const canonicalObject = (manifest: Manifest, catalog: Kinds): JsonMap => {
  const node = objectNode(manifest, catalog);
  const custom = node?.$ref === undefined || isCustomDefinition(node.$ref);
  return canonical(declaredFields(manifest), node, custom, catalog) as JsonMap;
};
