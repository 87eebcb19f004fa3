import type { Json } from '@wildermesser/manifest/template';

/** A JSON Schema 2020-12, of which this folder writes and reads the keywords named in `keywords`. */
export type Schema = { readonly [keyword: string]: Json };

/** The keywords in the order in which they are written. */
const keywords = [
  ...['$schema', '$ref', 'title', 'description', 'deprecated', 'type', 'const', 'enum', 'oneOf', 'anyOf'],
  ...['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'pattern', 'format', 'prefixItems', 'items', 'minItems', 'maxItems', 'uniqueItems'],
  ...['properties', 'required', 'patternProperties', 'additionalProperties', 'default', 'examples', '$defs'],
];
const rank = new Map(keywords.map((keyword, i) => [keyword, i]));

export const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The schemas by name that a keyword such as `properties` or `$defs` holds. */
export const schemasIn = (schema: Schema, keyword: string): readonly (readonly [string, Schema])[] => {
  const held = schema[keyword];
  return isObject(held) ? Object.entries(held).filter((entry): entry is [string, Schema] => isObject(entry[1])) : [];
};

/** The schemas in order that a keyword such as `oneOf` or `prefixItems` holds. */
export const schemaList = (schema: Schema, keyword: string): readonly Schema[] => {
  const held = schema[keyword];
  return isList(held) ? held.filter(isObject) : [];
};

/** The schema that a keyword such as `items` holds; undefined for none, and for `true` and `false`. */
export const schemaAt = (schema: Schema, keyword: string): Schema | undefined => {
  const held = schema[keyword];
  return isObject(held) ? held : undefined;
};

/** The JSON types that a schema names; empty when it names none. */
export const typesOf = ({ type }: Schema): readonly string[] =>
  typeof type === 'string' ? [type] : isList(type) ? type.map(String) : [];

/** The names that an object must have. */
export const requiredOf = ({ required }: Schema): readonly string[] => (isList(required) ? required.map(String) : []);

const refStart = '#/$defs/';

export const refTo = (name: string): Schema => ({ $ref: `${refStart}${name}` });

/** The name of the definition that a schema refers to. */
export const refName = ({ $ref }: Schema): string | undefined =>
  typeof $ref === 'string' ? $ref.slice(refStart.length) : undefined;

const schemaMaps = ['properties', 'patternProperties', '$defs'];
const schemaLists = ['oneOf', 'anyOf', 'prefixItems'];
const schemas = ['items', 'additionalProperties'];

/** A schema whose direct parts have been replaced, its keywords in the order of `keywords`. */
export const mapSchema = (schema: Schema, change: (part: Schema) => Schema): Schema => {
  const part = (value: Json): Json => (isObject(value) ? change(value) : value);
  const changed = ([keyword, value]: [string, Json]): [string, Json] => {
    if (schemaMaps.includes(keyword) && isObject(value)) {
      return [keyword, Object.fromEntries(Object.entries(value).map(([name, held]) => [name, part(held)]))];
    }
    if (schemaLists.includes(keyword) && isList(value)) return [keyword, value.map(part)];
    return [keyword, schemas.includes(keyword) ? part(value) : value];
  };
  const place = (keyword: string): number => rank.get(keyword) ?? keywords.length;
  return Object.fromEntries(
    Object.entries(schema)
      .map(changed)
      .sort(([a], [b]) => place(a) - place(b)),
  );
};

/** Calls `visit` with every direct part of a schema. */
export const eachPart = (schema: Schema, visit: (part: Schema) => void): void => {
  mapSchema(schema, (part) => {
    visit(part);
    return part;
  });
};
