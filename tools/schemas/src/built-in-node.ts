import { type SchemaNode, schemaKeywords } from '../../../packages/manifest/src/schema/schema-node.ts';

type Raw = Readonly<Record<string, unknown>>;

/** An OpenAPI document says something that the conversion does not know, so that its meaning would be lost. */
export class UnknownKeywordError extends Error {
  readonly definition: string;
  readonly keyword: string;
  constructor(definition: string, keyword: string) {
    super(`${definition} uses ${keyword}, which the conversion does not know`);
    this.name = 'UnknownKeywordError';
    this.definition = definition;
    this.keyword = keyword;
  }
}

const keywords: ReadonlySet<string> = new Set(schemaKeywords);
const ignored: ReadonlySet<string> = new Set(['description', 'x-kubernetes-group-version-kind', 'x-kubernetes-unions']);

/** Types whose Go code reads JSON itself; OpenAPI shows only part of what they take. */
const special: Readonly<Record<string, SchemaNode>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { format: 'quantity' },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { 'x-kubernetes-int-or-string': true },
};

const refName = (ref: unknown): string => String(ref).replace('#/components/schemas/', '');

const children = (definition: string, value: unknown): Record<string, SchemaNode> =>
  Object.fromEntries(Object.entries(value as Raw).map(([name, child]) => [name, node(definition, child as Raw)]));

const node = (definition: string, raw: Raw): SchemaNode => {
  const result: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(raw)) {
    if (ignored.has(keyword)) continue;
    if (keyword === 'allOf' && Array.isArray(value) && value.length === 1) result.$ref = refName(value[0].$ref);
    else if (!keywords.has(keyword)) throw new UnknownKeywordError(definition, keyword);
    else if (keyword === '$ref') result.$ref = refName(value);
    else if (keyword === 'properties') result[keyword] = children(definition, value);
    else if (keyword === 'items' || (keyword === 'additionalProperties' && typeof value === 'object'))
      result[keyword] = node(definition, value as Raw);
    else result[keyword] = value;
  }
  const open = raw.type === 'object' && raw.properties === undefined && raw.additionalProperties === undefined;
  return open ? { ...result, 'x-kubernetes-preserve-unknown-fields': true } : result;
};

/** A definition of an OpenAPI document of Kubernetes. An object without fields takes any, as its Go type does. */
export const builtInNode = (definition: string, raw: Raw): SchemaNode => special[definition] ?? node(definition, raw);
