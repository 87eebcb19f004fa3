import type { Json } from '@wildermesser/manifest/template';
import { toRegExp } from './re2.ts';
import {
  isList,
  isObject,
  refName,
  requiredOf,
  type Schema,
  schemaAt,
  schemaList,
  schemasIn,
  typesOf,
} from './schema.ts';

type Definitions = ReadonlyMap<string, Schema>;

const typeOf = (value: Json): string => {
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  return typeof value;
};

const isOfType = (value: Json, type: string): boolean =>
  type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;

/** A text that is equal for equal data, whatever the order of keys. */
export const dataKey = (value: Json): string =>
  JSON.stringify(value, (_, held: Json) =>
    isObject(held) ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1))) : held,
  );

const numberFault = (value: number, schema: Schema): string | undefined => {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (typeof minimum === 'number' && value < minimum) return `is below ${minimum}`;
  if (typeof maximum === 'number' && value > maximum) return `is above ${maximum}`;
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) return `is not above ${exclusiveMinimum}`;
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) return `is not below ${exclusiveMaximum}`;
  if (typeof multipleOf === 'number' && !Number.isInteger(value / multipleOf)) return `is no multiple of ${multipleOf}`;
  return undefined;
};

const textFault = (value: string, schema: Schema): string | undefined => {
  const { minLength, maxLength, pattern } = schema;
  const length = [...value].length;
  if (typeof minLength === 'number' && length < minLength) return `is shorter than ${minLength}`;
  if (typeof maxLength === 'number' && length > maxLength) return `is longer than ${maxLength}`;
  if (typeof pattern === 'string' && toRegExp(pattern)?.test(value) === false) return `does not match ${pattern}`;
  return undefined;
};

const listFault = (value: readonly Json[], schema: Schema, definitions: Definitions): string | undefined => {
  const { minItems, maxItems, uniqueItems } = schema;
  if (typeof minItems === 'number' && value.length < minItems) return `has fewer items than ${minItems}`;
  if (typeof maxItems === 'number' && value.length > maxItems) return `has more items than ${maxItems}`;
  if (uniqueItems === true && new Set(value.map(dataKey)).size < value.length) return 'has an item twice';
  const first = schemaList(schema, 'prefixItems');
  for (const [i, item] of value.entries()) {
    const fault = faultAt(first[i] ?? schemaAt(schema, 'items') ?? {}, item, definitions, `item ${i}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

const objectFault = (
  value: { readonly [key: string]: Json },
  schema: Schema,
  definitions: Definitions,
): string | undefined => {
  const missing = requiredOf(schema).find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `lacks \`${missing}\``;
  const properties = new Map(schemasIn(schema, 'properties'));
  const patterns = schemasIn(schema, 'patternProperties').map(([key, of]) => [toRegExp(key), of] as const);
  for (const [name, held] of Object.entries(value)) {
    const known = [properties.get(name), ...patterns.filter(([key]) => key?.test(name)).map(([, of]) => of)].filter(
      (of) => of !== undefined,
    );
    if (known.length === 0 && schema.additionalProperties === false) return `has \`${name}\`, which it may not have`;
    for (const of of known.length === 0 ? [schemaAt(schema, 'additionalProperties') ?? {}] : known) {
      const fault = faultAt(of, held, definitions, `\`${name}\``);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
};

const faultAt = (schema: Schema, value: Json, definitions: Definitions, name: string): string | undefined => {
  const fault = mismatch(schema, value, definitions);
  return fault === undefined ? undefined : `holds ${name}, which ${fault}`;
};

/**
 * Why data does not follow a schema of this folder, as the rest of a sentence about the data (`is below 1`); undefined
 * when it does. Formats are not looked at, as Helm does not look at them either.
 */
export const mismatch = (schema: Schema, value: Json, definitions: Definitions): string | undefined => {
  const name = refName(schema);
  if (name !== undefined) return mismatch(definitions.get(name) ?? {}, value, definitions);
  const types = typesOf(schema);
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    return `is ${typeOf(value) === 'number' ? `the number ${value}` : `of type ${typeOf(value)}`}, not ${types.join(' or ')}`;
  }
  if (schema.const !== undefined && dataKey(schema.const) !== dataKey(value)) return `is not ${dataKey(schema.const)}`;
  if (isList(schema.enum) && !schema.enum.some((one) => dataKey(one) === dataKey(value))) {
    return `is none of ${schema.enum.map(dataKey).join(', ')}`;
  }
  const branches = [...schemaList(schema, 'oneOf'), ...schemaList(schema, 'anyOf')];
  if (branches.length > 0) {
    const faults = branches.map((branch) => mismatch(branch, value, definitions));
    if (!faults.includes(undefined)) return `fits none of its forms: ${faults.join('; or it ')}`;
  }
  if (typeof value === 'number') return numberFault(value, schema);
  if (typeof value === 'string') return textFault(value, schema);
  if (isList(value)) return listFault(value, schema, definitions);
  return isObject(value) ? objectFault(value, schema, definitions) : undefined;
};
