import { objectMetaDefinition, type SchemaNode, schemaKeywords } from './schema-node.ts';

type Raw = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

const mapValues = (value: unknown): Record<string, SchemaNode> =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).map(([name, child]) => [name, structuralNode(child)]),
  );

/** A required field with a default never fails: the API server writes the default before it looks. */
const requiredFields = (node: Raw): string[] => {
  const properties = isObject(node.properties) ? node.properties : {};
  return (Array.isArray(node.required) ? node.required : [])
    .filter((name): name is string => typeof name === 'string')
    .filter((name) => !(isObject(properties[name]) && 'default' in properties[name]));
};

/**
 * One node of a CustomResourceDefinition's schema. Left out: `description`, `anyOf`/`oneOf`/`allOf`/`not` (in a
 * structural schema they only narrow) and the CEL rules of `x-kubernetes-validations`.
 */
export const structuralNode = (raw: unknown): SchemaNode => {
  if (!isObject(raw)) return {};
  const node: Record<string, unknown> = {};
  for (const keyword of schemaKeywords) {
    const value = raw[keyword];
    if (value === undefined || keyword === '$ref') continue;
    if (keyword === 'properties') node[keyword] = mapValues(value);
    else if (keyword === 'items') node[keyword] = structuralNode(value);
    else if (keyword === 'additionalProperties')
      node[keyword] = typeof value === 'boolean' ? value : structuralNode(value);
    else if (keyword === 'required') {
      const required = requiredFields(raw);
      if (required.length > 0) node[keyword] = required;
    } else node[keyword] = value;
  }
  return node;
};

/** The schema of a whole custom resource, whose `metadata` the API server checks as that of any object. */
export const structuralSchema = (openAPIV3Schema: unknown): SchemaNode => {
  const { properties = {}, ...root } = structuralNode(openAPIV3Schema);
  const { status: _written, ...declared } = properties;
  return {
    ...root,
    type: 'object',
    properties: {
      ...declared,
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { $ref: objectMetaDefinition },
      ...('status' in properties ? { status: {} } : {}),
    },
  };
};
