import type { Json, ValuesSchema } from '@wildermesser/manifest/template';

type Node = { readonly [keyword: string]: Json };

const asNode = (value: Json | undefined): Node | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;

/** What a schema says of one field of values. */
export interface Property {
  readonly key: string;
  readonly node: Node;
  readonly description: string;
  readonly isRequired: boolean;
}

const resolved = (value: Json | undefined, schema: ValuesSchema): Node => {
  const node = asNode(value) ?? {};
  const name = typeof node.$ref === 'string' ? /^#\/\$defs\/([^/]+)$/.exec(node.$ref)?.[1] : undefined;
  const target = name === undefined ? undefined : asNode(asNode(schema.$defs)?.[name]);
  return target === undefined ? node : { ...target, ...node };
};

/** The fields of an object in the order in which their author declared them. */
export const propertiesOf = (node: Node, schema: ValuesSchema): Property[] => {
  const required = Array.isArray(node.required) ? node.required : [];
  return Object.entries(asNode(node.properties) ?? {}).map(([key, value]) => {
    const property = resolved(value, schema);
    const description = typeof property.description === 'string' ? property.description : '';
    return { key, node: property, description, isRequired: required.includes(key) };
  });
};

/** The type of a field as people write it: `string`, `one of "a", "b"`, `list`. */
export const typeText = (node: Node): string => {
  if (Array.isArray(node.enum)) return `one of ${node.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  if (node.const !== undefined) return JSON.stringify(node.const);
  const alternatives = node.oneOf ?? node.anyOf;
  if (Array.isArray(alternatives))
    return [...new Set(alternatives.map((one) => typeText(asNode(one) ?? {})))].join(' or ');
  const types = Array.isArray(node.type) ? node.type : [node.type ?? 'any'];
  return types
    .map((type) =>
      type === 'array' ? 'list' : type === 'object' && node.properties === undefined ? 'map' : String(type),
    )
    .join(' or ');
};
