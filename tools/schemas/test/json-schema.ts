import { type Catalog, isCustomDefinition } from '../../../packages/manifest/src/schema/catalog.ts';
import type { SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';

type JsonSchema = Record<string, unknown>;

const copied = [
  'pattern',
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
] as const;

const quantity = '^[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d+)?$';

/** A definition's name without the slash that would make it a relative address. */
export const schemaId = (definition: string): string => definition.replace('/', '_');

const patterns: Readonly<Record<string, string>> = {
  byte: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  'date-time': '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})$',
};

const isEmpty = (value: unknown): boolean => !value || (typeof value === 'object' && Object.keys(value).length === 0);

/**
 * The definitions of a catalog as JSON Schema for another validator, written independently of the one under test.
 * `enums` of built-in kinds take the empty text, and fields of built-in kinds take null, as the API server does.
 */
export const jsonSchemas = (catalog: Catalog): Map<string, JsonSchema> => {
  const schemas = new Map<string, JsonSchema>();

  const convert = (node: SchemaNode, custom: boolean): JsonSchema => {
    if (node.$ref !== undefined) {
      add(node.$ref);
      return { $ref: schemaId(node.$ref) };
    }
    if (node.enum !== undefined) return { enum: [...new Set(custom ? node.enum : [...node.enum, ''])] };
    if (node.format === 'quantity') return { anyOf: [{ type: 'number' }, { type: 'string', pattern: quantity }] };
    const rules: JsonSchema = {};
    for (const keyword of copied) if (node[keyword] !== undefined) rules[keyword] = node[keyword];
    if (node['x-kubernetes-int-or-string']) {
      const integer = { type: 'integer', ...(custom ? {} : int32({})) };
      return { anyOf: [integer, { type: 'string' }], ...rules };
    }
    if (node.format === 'int32') return { type: 'integer', ...int32(rules) };
    if (node.type !== undefined) rules.type = node.type;
    const pattern = patterns[node.format ?? ''];
    if (pattern !== undefined) rules.pattern = pattern;
    if (node.items !== undefined) rules.items = convert(node.items, custom);
    if (node['x-kubernetes-list-type'] === 'set') rules.uniqueItems = true;
    if (node.type === 'object' || node.properties !== undefined) Object.assign(rules, fields(node, custom));
    return rules;
  };

  const int32 = (rules: JsonSchema): JsonSchema => ({
    ...rules,
    minimum: Math.max(-(2 ** 31), Number(rules.minimum ?? -Infinity)),
    maximum: Math.min(2 ** 31 - 1, Number(rules.maximum ?? Infinity)),
  });

  const nullable = (node: SchemaNode, custom: boolean): JsonSchema => {
    const schema = convert(node, custom);
    const takes = !custom || node.nullable === true || node.default !== undefined;
    return takes ? { anyOf: [{ type: 'null' }, schema] } : schema;
  };

  const fields = (node: SchemaNode, custom: boolean): JsonSchema => {
    const { properties = {}, additionalProperties } = node;
    const open = node['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties === true;
    const required = (node.required ?? []).filter((name) => custom || isEmpty(properties[name]?.default));
    const mandatory = new Set(custom ? [] : required);
    return {
      type: 'object',
      required,
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, child]) => [
          name,
          mandatory.has(name) ? convert(child, custom) : nullable(child, custom),
        ]),
      ),
      additionalProperties: typeof additionalProperties === 'object' ? convert(additionalProperties, custom) : open,
    };
  };

  const add = (name: string): void => {
    if (schemas.has(name)) return;
    schemas.set(name, {});
    const definition = catalog.definition(name) ?? {};
    schemas.set(name, Object.keys(definition).length === 0 ? {} : convert(definition, isCustomDefinition(name)));
  };

  for (const { definition } of catalog.resources) add(definition);
  return schemas;
};
