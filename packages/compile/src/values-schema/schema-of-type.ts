import type { Finding } from '@wildermesser/manifest';
import { type Symbol as Named, Node, type Type, TypeFlags } from 'ts-morph';
import { definitionName } from './definition-name.ts';
import { docComment } from './doc-comment.ts';
import { listSchema, tupleSchema } from './list-schema.ts';
import { objectSchema } from './object-schema.ts';
import {
  type Claim,
  type Defaulted,
  describe,
  isOfApi,
  type Place,
  type Reading,
  type ReadTag,
  refuse,
} from './place.ts';
import { integerSchema, readTags } from './read-tags.ts';
import { refTo, type Schema, typesOf } from './schema.ts';
import { templatePattern } from './template-pattern.ts';
import { literalOf, literalSchema, unionSchema } from './union-schema.ts';
import { aliasTags } from './written-type.ts';

/** A type that lies in more types than this one is taken for one that never ends. */
const deepest = 60;

/** Aliases of the Kubernetes API that mean more than the types they stand for. */
const apiAliases = new Map<string, Schema>([
  [
    'Quantity',
    {
      ...integerSchema,
      description: 'An amount as Kubernetes writes it: 500m, 1.5, 128Mi, 2G.',
      type: ['integer', 'string'],
      pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,3})?$',
    },
  ],
  ['IntOrString', { ...integerSchema, description: 'A number, or a name or percentage.', type: ['integer', 'string'] }],
]);

const apiAlias = (type: Type): string | undefined => {
  const symbol = type.getAliasSymbol();
  const isKnown = symbol !== undefined && apiAliases.has(symbol.getName()) && symbol.getDeclarations().some(isOfApi);
  return isKnown ? symbol.getName() : undefined;
};

/** What to write instead of the classes that come with the language. */
const instead = new Map([
  ['Date', 'use a string with `@format date-time`'],
  ['Map', 'use a Record'],
  ['ReadonlyMap', 'use a Record'],
  ['Set', 'use an array with `@uniqueItems`'],
  ['ReadonlySet', 'use an array with `@uniqueItems`'],
  ['RegExp', 'use a string'],
]);

const isOfLanguage = (declaration: Node): boolean =>
  /\/(typescript\/lib|@types\/node)\//.test(declaration.getSourceFile().getFilePath());

const isClass = (symbol: Named | undefined): boolean =>
  symbol?.getDeclarations().some((one) => Node.isClassDeclaration(one) || Node.isClassExpression(one)) === true;

const primitiveWithin = (type: Type): Type | undefined =>
  type.isIntersection()
    ? type.getIntersectionTypes().find((part) => part.isString() || part.isNumber() || part.isBoolean())
    : undefined;

const orNull = (schema: Schema): Schema => {
  const { oneOf } = schema;
  if (Array.isArray(oneOf)) return { ...schema, oneOf: [...oneOf, { type: 'null' }] };
  const types = typesOf(schema);
  if (types.length === 0) return Object.keys(schema).length === 0 ? schema : { anyOf: [schema, { type: 'null' }] };
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  const { const: _, ...rest } = schema;
  return { ...rest, type: [...types, 'null'], ...(Array.isArray(values) ? { enum: [...values, null] } : {}) };
};

/** What reading a type has come to. References in the schema are to the definitions. */
export interface TypeSchema {
  readonly schema: Schema;
  readonly definitions: ReadonlyMap<string, Schema>;
  readonly claims: readonly Claim[];
  readonly defaulted: ReadonlyMap<Schema, Defaulted>;
  readonly places: ReadonlyMap<Schema, Place>;
}

/**
 * The JSON Schema of the data that a type describes, with what doc comments say about it. Nothing here is particular to
 * what the schema is for. A type that no data can have is reported and left open.
 */
export const schemaOfType = (
  root: Type,
  at: Node,
  report: (finding: Omit<Finding, 'severity' | 'file' | 'line'>, node: Node, line?: number) => void,
  readTag?: ReadTag,
): TypeSchema => {
  const definitions = new Map<string, Schema>();
  const names = new Map<Type['compilerType'], string>();

  const objectRef = (type: Type, place: Place): Schema => {
    const known = names.get(type.compilerType);
    if (known !== undefined) return refTo(known);
    const name = definitionName(type, place, definitions);
    names.set(type.compilerType, name);
    // Holds the name while the object is read.
    definitions.set(name, {});
    const symbol = type.getAliasSymbol() ?? type.getSymbol();
    const declaration = symbol?.getDeclarations().find((one) => !isOfLanguage(one));
    const isNamed =
      declaration !== undefined &&
      (Node.isInterfaceDeclaration(declaration) || Node.isTypeAliasDeclaration(declaration));
    const { description, tags } = isNamed ? docComment(declaration) : { description: '', tags: [] };
    const schema = objectSchema(type, place, reading);
    // The tags of an alias are read where it is used.
    const own = Node.isInterfaceDeclaration(declaration) ? tags : [];
    const said = own.reduce((before, tag) => readTag?.(before, tag, place, reading) ?? before, schema);
    definitions.set(name, { ...(description === '' ? {} : { description }), ...said });
    return refTo(name);
  };

  const ofObject = (type: Type, place: Place): Schema => {
    const symbol = type.getSymbol();
    if (type.isArray() || type.isReadonlyArray()) return listSchema(type, place, reading);
    if (type.isTuple()) return tupleSchema(type, place, reading);
    if (type.getCallSignatures().length + type.getConstructSignatures().length > 0) {
      return refuse(
        reading,
        place,
        'is a function, which data cannot hold',
        'let values be data, and put the code into the component',
      );
    }
    if (isClass(symbol))
      return refuse(reading, place, `is the class ${symbol?.getName()}`, 'use an interface of plain data');
    if (symbol?.getDeclarations().some((one) => Node.isInterfaceDeclaration(one) && isOfLanguage(one))) {
      const name = symbol.getName();
      return refuse(reading, place, `is a ${name}, which JSON does not have`, instead.get(name) ?? 'use plain data');
    }
    return objectRef(type, place);
  };

  const ofPresent = (type: Type, place: Place): Schema => {
    const alias = apiAlias(type);
    const literal = literalOf(type);
    const primitive = primitiveWithin(type);
    if (alias !== undefined) {
      definitions.set(alias, apiAliases.get(alias) ?? {});
      return refTo(alias);
    }
    if (literal !== undefined) return literalSchema([literal]);
    if (type.isString()) return { type: 'string' };
    if (type.isNumber()) return integerSchema;
    if (type.isBoolean()) return { type: 'boolean' };
    if (type.isTemplateLiteral()) return { type: 'string', pattern: templatePattern([type]) };
    if (primitive !== undefined) return ofPresent(primitive, place);
    if (type.isUnion()) return unionSchema(type.getUnionTypes(), place, reading);
    if ((type.getFlags() & TypeFlags.NonPrimitive) !== 0) return { type: 'object' };
    if (type.isObject() || type.isIntersection()) return ofObject(type, place);
    if (type.isTypeParameter()) {
      return refuse(
        reading,
        place,
        `is the type parameter ${type.getText()}, which stands for no type yet`,
        'give it a type',
      );
    }
    if ((type.getFlags() & TypeFlags.BigIntLike) !== 0) {
      return refuse(
        reading,
        place,
        'is a bigint, which JSON does not have',
        'use a number, or a string for more than 2^53',
      );
    }
    if (type.isNever())
      return refuse(reading, place, 'is `never`: nothing can be given for it', 'take it away, or mend the type');
    return refuse(
      reading,
      place,
      `is of type ${type.getText(place.node)}, which data cannot have`,
      'use a type of plain data',
    );
  };

  const ofAny = (type: Type, place: Place): Schema => {
    if (type.isAny() || type.isUnknown()) return {};
    if (type.isNull()) return { type: 'null' };
    const members = type.isUnion() ? type.getUnionTypes() : [type];
    const schema = ofPresent(members.length === 1 ? type : type.getNonNullableType(), place);
    return members.some((member) => member.isNull()) ? orNull(schema) : schema;
  };

  const schemaOf = (type: Type, place: Place): Schema => {
    if (place.depth > deepest) {
      const outer = { ...place, path: place.path.split(/[.[]/)[0] ?? '' };
      return refuse(reading, outer, 'holds a type that grows without end', 'let the type refer to itself unchanged');
    }
    const tags = aliasTags(place.written);
    const { schema, said } = readTags(ofAny(type, place), tags, place, reading);
    for (const { tag } of said.filter(({ tag: { name } }) => name === 'default')) {
      const message = `the type of ${describe(place)} has a default, which only a property can have`;
      report({ code: 'wrong-tag', message, advice: 'put `@default` on the property' }, tag.node, tag.line);
    }
    return schema;
  };

  const reading: Reading = {
    ...{ schemaOf, report, definitions, claims: [], defaulted: new Map(), places: new Map(), readTag },
  };
  const schema = schemaOf(root, { node: at, path: '', written: undefined, depth: 0 });
  return { schema, definitions, claims: reading.claims, defaulted: reading.defaulted, places: reading.places };
};
