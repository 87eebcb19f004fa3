import type { Json } from '@wildermesser/manifest/template';
import { isOfApi } from '../values-schema/place.ts';
import {
  isList,
  isObject,
  refName,
  requiredOf,
  type Schema,
  schemaAt,
  schemaList,
  typesOf,
} from '../values-schema/schema.ts';
import type { TypeSchema } from '../values-schema/schema-of-type.ts';
import { checkRules } from './check-rules.ts';
import { immutableRules } from './immutable-rules.ts';
import { listKeywords, saysTopology } from './list-topology.ts';
import { numberKeywords } from './number-keywords.ts';
import { nameOf, type Position } from './position.ts';
import type { Report } from './report.ts';
import { selectableMark } from './resource-tags.ts';
import { type RuleTags, rulesKeyword, rulesOf } from './rule-list.ts';

/** Keywords that mean the same in a structural schema. */
const kept = [
  ...[
    'description',
    'title',
    'enum',
    'multipleOf',
    'minLength',
    'maxLength',
    'pattern',
    'format',
    'minItems',
    'maxItems',
  ],
  ...['minProperties', 'maxProperties', 'default', 'x-kubernetes-map-type', 'x-kubernetes-preserve-unknown-fields'],
  ...['x-kubernetes-embedded-resource'],
];

/** Formats that the API server knows; it passes over others. */
const formats = [
  ...['date-time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uuid', 'cidr', 'byte'],
  ...['int32', 'int64', 'float', 'double'],
];

/** What a schema is converted with. */
export interface Conversion {
  readonly read: TypeSchema;
  readonly ruleTags: RuleTags;
  readonly report: Report;
  /** Paths of the fields by which objects can be selected. */
  readonly selectable: string[];
}

/** The schema behind references and without `null`. */
interface Bare {
  readonly schema: Schema;
  readonly nullable: boolean;
  /** Names of the definitions that it was found in. */
  readonly names: readonly string[];
}

/** Follows references, the place's own words before those of the definition, and takes `null` out. */
const bare = (schema: Schema, definitions: ReadonlyMap<string, Schema>): Bare => {
  const name = refName(schema);
  const [first, second] = schemaList(schema, 'anyOf');
  if (name !== undefined) {
    const { $ref: _, ...own } = schema;
    const definition = definitions.get(name) ?? {};
    const found = bare({ ...definition, ...own }, definitions);
    const rules = [...rulesOf(definition), ...rulesOf(own)];
    const whole = rules.length === 0 ? found.schema : { ...found.schema, [rulesKeyword]: rules };
    return { ...found, schema: whole, names: [name, ...found.names] };
  }
  if (first !== undefined && second?.type === 'null') {
    const { anyOf: _, ...own } = schema;
    return { ...bare({ ...first, ...own }, definitions), nullable: true };
  }
  const types = typesOf(schema);
  const left = types.filter((type) => type !== 'null');
  if (left.length === types.length) return { schema, nullable: false, names: [] };
  return { schema: { ...schema, type: left.length === 1 ? (left[0] ?? '') : left }, nullable: true, names: [] };
};

/**
 * The structural schema of a node, as `apiextensions.k8s.io/v1` wants it: a type at each node, no references, no unions.
 * What cannot be said that way is reported.
 */
export const structural = (given: Schema, position: Position, conversion: Conversion): Schema => {
  const { read, report } = conversion;
  const { schema, nullable, names } = bare(given, read.definitions);
  const refuse = (message: string, advice: string): Schema => {
    const fault = { code: 'not-structural', message: `${nameOf(position)} ${message}`, advice };
    report({ ...fault, ...(position.path === '' ? {} : { field: position.path }) }, position.place.node);
    return {};
  };
  const again = names.find((name) => position.within.includes(name));
  if (again !== undefined)
    return refuse(
      `is a \`${again}\` within a \`${again}\`, and a CustomResourceDefinition has no references`,
      'end the recursion, or let the field hold anything with `@preserveUnknownFields`',
    );
  const here = { ...position, within: [...position.within, ...names] };
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const types = typesOf(schema);

  if (schema.oneOf !== undefined)
    return refuse(
      'is a union of objects, which a structural schema cannot tell apart',
      'write one optional field for each form, and `@exactlyOneOf` on the interface that holds them',
    );
  if (schema.prefixItems !== undefined)
    return refuse(
      'is a tuple, and a list of a CustomResourceDefinition has items of one type',
      'use an object with a field for each item',
    );
  if (schema.uniqueItems === true)
    return refuse('has `@uniqueItems`, which the API server refuses', 'write `@listType set`');
  if (typeof schema.format === 'string' && !formats.includes(schema.format))
    return refuse(
      `has the format ${schema.format}, which the API server does not look at`,
      `use ${formats.join(', ')}, or \`@pattern\``,
    );
  const isIntOrString = types.length === 2 && types.includes('integer') && types.includes('string');
  if (types.length === 0 && !isOpen)
    return refuse(
      position.isForeign ? 'is a field of Kubernetes that a structural schema cannot describe' : 'may hold anything',
      position.isForeign
        ? 'declare the fields that are needed in an interface of your own'
        : 'give it a type, or say `@preserveUnknownFields` where anything is meant',
    );
  if (types.length > 1 && !isIntOrString)
    return refuse(`may be ${types.join(' or ')}`, 'use one type; a number or a string is `IntOrString`');

  const out: Record<string, Json> = {};
  for (const keyword of kept) if (schema[keyword] !== undefined) out[keyword] = schema[keyword];
  if (schema.const !== undefined) out.enum = [schema.const];
  if (isList(schema.examples) && schema.examples[0] !== undefined) out.example = schema.examples[0];
  if (nullable) out.nullable = true;
  if (isIntOrString) {
    out['x-kubernetes-int-or-string'] = true;
    out.anyOf = [{ type: 'integer' }, { type: 'string' }];
  } else if (types[0] !== undefined) out.type = types[0];
  if (types[0] === 'integer' || types[0] === 'number') Object.assign(out, isIntOrString ? {} : numberKeywords(schema));
  if (types[0] === 'array') {
    if (saysTopology(schema)) delete out.description;
    Object.assign(out, list(schema, here, conversion, refuse));
  }
  if (types[0] === 'object') Object.assign(out, object(schema, here, conversion, refuse));
  if (schema[selectableMark] === true) {
    if (!['string', 'boolean', 'integer'].includes(types[0] ?? '') || types.length > 1 || /[[*]/.test(position.path))
      return refuse('is `@selectable` and no text, truth or whole number of its own', 'take the tag away');
    conversion.selectable.push(position.path);
  }
  const rules = [...rulesOf(schema), ...immutableRules(schema, here)];
  if (rules.length > 0) {
    out[rulesKeyword] = rules;
    checkRules(out, rules, here, conversion);
  }
  return out;
};

type Refuse = (message: string, advice: string) => Schema;

const list = (schema: Schema, position: Position, conversion: Conversion, refuse: Refuse): Schema => {
  const topology = listKeywords(schema, position, conversion.read.definitions, refuse);
  const isCorrelated = topology['x-kubernetes-list-type'] === 'map';
  const items = structural(
    schemaAt(schema, 'items') ?? {},
    {
      ...position,
      path: `${position.path}[]`,
      ...(schema.maxItems === undefined && position.unbounded === undefined ? { unbounded: position.path } : {}),
      ...(isCorrelated || position.uncorrelated !== undefined ? {} : { uncorrelated: position.path }),
    },
    conversion,
  );
  return { ...topology, items };
};

const object = (schema: Schema, position: Position, conversion: Conversion, refuse: Refuse): Schema => {
  const properties = isObject(schema.properties) ? schema.properties : undefined;
  const entry = schemaAt(schema, 'additionalProperties');
  const isOpen =
    schema['x-kubernetes-preserve-unknown-fields'] === true || schema['x-kubernetes-embedded-resource'] === true;
  if (properties !== undefined && entry !== undefined)
    return refuse(
      'has fields of its own beside free keys, and a structural schema has one or the other',
      'move the free keys into a field of their own, a Record',
    );
  if (properties === undefined && entry === undefined && schema.additionalProperties === undefined && !isOpen)
    return refuse(
      'is any object, whose fields the API server would drop',
      'name its fields, use a Record, or say `@preserveUnknownFields` where anything is meant',
    );
  const isAtomic = schema['x-kubernetes-map-type'] === 'atomic';
  const uncorrelated = isAtomic && position.uncorrelated === undefined ? { uncorrelated: position.path } : {};
  if (entry !== undefined) {
    const isBounded = schema.maxProperties !== undefined || position.unbounded !== undefined;
    const inner = { ...position, ...uncorrelated, ...(isBounded ? {} : { unbounded: position.path }) };
    return { additionalProperties: structural(entry, { ...inner, path: `${position.path}.*` }, conversion) };
  }
  const required = requiredOf(schema);
  const fields = Object.entries(properties ?? {}).map(([key, property]): [string, Json] => {
    const own = property as Schema;
    const place = conversion.read.places.get(own);
    const path = position.path === '' ? key : `${position.path}.${key}`;
    const isForeign = place === undefined ? position.isForeign : isOfApi(place.node);
    // Findings about a type of Kubernetes stay at the field that holds it.
    const nearest = place === undefined || isForeign ? position.place : place;
    return [key, structural(own, { ...position, ...uncorrelated, path, place: nearest, isForeign }, conversion)];
  });
  return {
    ...(fields.length === 0 ? {} : { properties: Object.fromEntries(fields) }),
    ...(required.length === 0 ? {} : { required }),
  };
};
