import type { Json, Template } from '@wildermesser/manifest/template';

type Node = { readonly [keyword: string]: Json };

const isNode = (value: Json | undefined): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const global: Node = { type: 'object', description: 'What Helm passes to all charts of a release.' };

/** Helm puts `global` into the values of every chart that has or is a subchart, and then holds the schema against it. */
const open = (node: Node): Node =>
  node.additionalProperties === false && isNode(node.properties)
    ? { ...node, properties: { ...node.properties, global: node.properties.global ?? global } }
    : node;

/** The text of `values.schema.json`. */
export const chartSchema = ({ schema, parts }: Template): string => {
  const keys = new Set(parts.map(({ key }) => key));
  const properties = isNode(schema.properties) ? schema.properties : {};
  const definitions = isNode(schema.$defs) ? schema.$defs : undefined;
  const opened = new Set<string>();
  const changed = Object.entries(properties).map(([key, node]): [string, Json] => {
    if (!keys.has(key) || !isNode(node)) return [key, node];
    const reference = typeof node.$ref === 'string' ? /^#\/\$defs\/([^/]+)$/.exec(node.$ref)?.[1] : undefined;
    if (reference !== undefined) opened.add(reference);
    return [key, open(node)];
  });
  const result: Node = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...schema,
    ...(isNode(schema.properties) ? { properties: Object.fromEntries(changed) } : {}),
    ...(definitions === undefined
      ? {}
      : {
          $defs: Object.fromEntries(
            Object.entries(definitions).map(([name, node]) => [
              name,
              opened.has(name) && isNode(node) ? open(node) : node,
            ]),
          ),
        }),
  };
  return `${JSON.stringify(open(result), null, 2)}\n`;
};
