import type { Expression, Json, ValuesSchema } from '@wildermesser/manifest/template';

type Node = { readonly [keyword: string]: Json };

const asNode = (value: Json | undefined): Node | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;

const resolve = (node: Node | undefined, schema: ValuesSchema): Node | undefined => {
  const reference = node?.$ref;
  if (typeof reference !== 'string') return node;
  const name = /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1];
  return name === undefined ? undefined : asNode(asNode(schema.$defs)?.[name]);
};

const admitsNull = (node: Node, schema: ValuesSchema): boolean => {
  if (Array.isArray(node.type)) return node.type.includes('null');
  if (node.type !== undefined) return node.type === 'null';
  if (node.const !== undefined) return node.const === null;
  if (Array.isArray(node.enum)) return node.enum.includes(null);
  const alternatives = node.oneOf ?? node.anyOf;
  if (!Array.isArray(alternatives)) return true;
  return alternatives.some((one: Json) => admitsNull(resolve(asNode(one), schema) ?? {}, schema));
};

interface Found {
  readonly node: Node;
  /** Whether every values object that the schema admits has it. */
  readonly isCertain: boolean;
}

/** What the schema says of a path of fields from the values; nothing where alternatives begin. */
const find = (expression: Expression, schema: ValuesSchema): Found | undefined => {
  if (expression.op === 'parameter') {
    return expression.name === 'values' ? { node: schema, isCertain: true } : undefined;
  }
  if (expression.op !== 'field') return undefined;
  const outer = find(expression.of, schema);
  const node = resolve(asNode(asNode(outer?.node.properties)?.[expression.name]), schema);
  if (outer === undefined || node === undefined) return undefined;
  const { required } = outer.node;
  const isRequired = Array.isArray(required) && required.includes(expression.name);
  return { node, isCertain: outer.isCertain && isRequired && !admitsNull(node, schema) };
};

/** Whether the schema requires the value, and all that it lies in. */
export const isRequired = (expression: Expression, schema: ValuesSchema): boolean =>
  find(expression, schema)?.isCertain === true;

const atLeast = (value: Json | undefined, limit: number): boolean => typeof value === 'number' && value >= limit;

/** Whether the value, where it is present, is one that Go templates take for true. */
export const isNeverEmpty = (expression: Expression, schema: ValuesSchema): boolean => {
  const node = find(expression, schema)?.node;
  if (node === undefined) return false;
  if (Array.isArray(node.enum)) return node.enum.every((value) => value !== '' && value !== 0 && value !== false);
  if (node.type === 'string') return atLeast(node.minLength, 1);
  if (node.type === 'integer' || node.type === 'number') {
    return atLeast(node.minimum, Number.MIN_VALUE) || atLeast(node.exclusiveMinimum, 0);
  }
  if (node.type === 'array') return atLeast(node.minItems, 1);
  return (
    node.type === 'object' &&
    (atLeast(node.minProperties, 1) || (Array.isArray(node.required) && node.required.length > 0))
  );
};

/** Whether Go prints the integer as it is: from a million on it uses an exponent for numbers of a values file. */
export const isSmallInteger = (expression: Expression, schema: ValuesSchema): boolean => {
  const node = find(expression, schema)?.node;
  return (
    node?.type === 'integer' &&
    atLeast(node.minimum, -999_999) &&
    typeof node.maximum === 'number' &&
    node.maximum <= 999_999
  );
};
