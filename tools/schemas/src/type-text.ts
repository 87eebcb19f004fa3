import type { SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';

/** What the text of a type needs to know about the other definitions. */
export interface TypeContext {
  readonly definitions: Readonly<Record<string, SchemaNode>>;
  /** Definitions of whole resources, whose types demand `apiVersion` and `kind`. */
  readonly resources: ReadonlySet<string>;
  /** Called for every definition whose type the text names; the name to use. */
  readonly use: (definition: string) => string;
}

const extensions = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps';

/** Types whose Go code reads JSON itself, and which the documents leave open. */
const unions: Readonly<Record<string, readonly [string, string]>> = {
  [`${extensions}OrArray`]: [extensions, 'JSONSchemaProps | readonly JSONSchemaProps[]'],
  [`${extensions}OrBool`]: [extensions, 'JSONSchemaProps | boolean'],
  [`${extensions}OrStringArray`]: [extensions, 'JSONSchemaProps | readonly string[]'],
};

/** Scalars that keep a name of their own, since `string` alone would not say what they are. */
export const namedScalars: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'string | number',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'number | string',
};

const isInterface = (node: SchemaNode): boolean => node.properties !== undefined;

const reference = (name: string, context: TypeContext): string => {
  const union = unions[name];
  if (union !== undefined) {
    context.use(union[0]);
    return union[1];
  }
  const target = context.definitions[name];
  if (target === undefined) return 'unknown';
  if (!isInterface(target) && namedScalars[name] === undefined) return typeText(target, context);
  const type = context.use(name);
  return context.resources.has(name)
    ? `Omit<${type}, 'apiVersion' | 'kind'> & Partial<Pick<${type}, 'apiVersion' | 'kind'>>`
    : type;
};

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : JSON.stringify(value);

const listOf = (item: string): string => (/[|&]/.test(item) ? `readonly (${item})[]` : `readonly ${item}[]`);

const plainType = (node: SchemaNode, context: TypeContext): string => {
  if (node.$ref !== undefined) return reference(node.$ref, context);
  if (node.enum !== undefined) return node.enum.map(literal).join(' | ');
  if (node['x-kubernetes-int-or-string']) return 'number | string';
  if (node.format === 'quantity') return 'string | number';
  switch (node.type) {
    case 'array':
      return listOf(typeText(node.items ?? {}, context));
    case 'object': {
      const { additionalProperties: values } = node;
      return `Readonly<Record<string, ${typeof values === 'object' ? typeText(values, context) : 'unknown'}>>`;
    }
    case 'integer':
    case 'number':
      return 'number';
    case undefined:
      return 'unknown';
    default:
      return node.type;
  }
};

/** The TypeScript type of a node. */
export const typeText = (node: SchemaNode, context: TypeContext): string =>
  node.nullable ? `${plainType(node, context)} | null` : plainType(node, context);
