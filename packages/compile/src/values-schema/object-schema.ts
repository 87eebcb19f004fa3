import { compareBytes } from '@wildermesser/manifest';
import { type Symbol as Named, type Node, ObjectFlags, type Type, TypeFlags } from 'ts-morph';
import { docComment } from './doc-comment.ts';
import { isOfApi, type Place, type Reading, refuse } from './place.ts';
import { readTags } from './read-tags.ts';
import type { Schema } from './schema.ts';
import { bareType, writtenEntry, writtenOf } from './written-type.ts';

const declarationOf = (property: Named): Node | undefined => property.getDeclarations()[0];

/**
 * The properties in the author's order. Types made over a union of keys have them in the order in which the compiler met
 * the keys, which says nothing: they are put in that of their declarations, or of their names where there are none.
 */
const orderedProperties = (type: Type): readonly Named[] => {
  const properties = type.getProperties();
  if ((type.getObjectFlags() & ObjectFlags.Mapped) === 0) return properties;
  const files = new Set(properties.map((property) => declarationOf(property)?.getSourceFile()));
  const isOfOneFile = files.size === 1 && !files.has(undefined);
  const start = (property: Named): number => (isOfOneFile ? (declarationOf(property)?.getStart() ?? 0) : 0);
  return [...properties].sort((a, b) => start(a) - start(b) || compareBytes(a.getName(), b.getName()));
};

interface Property {
  readonly schema: Schema;
  /** Whether the type demands it; a default may still spare the user from giving it. */
  readonly isDemanded: boolean;
}

/** A property with what its doc comment says; undefined when no data can hold it. */
const readProperty = (property: Named, outer: Place, reading: Reading): Property | undefined => {
  const declaration = declarationOf(property);
  const [, symbolName] = /^__@(.+)@\d+$/.exec(property.getName()) ?? [];
  const name = symbolName === undefined ? property.getName() : `[${symbolName}]`;
  const place: Place = {
    node: declaration ?? outer.node,
    path: outer.path === '' ? name : `${outer.path}.${name}`,
    written: writtenOf(declaration) ?? writtenEntry(outer.written),
    depth: outer.depth + 1,
  };
  if (symbolName !== undefined) {
    refuse(reading, place, 'is named by a symbol', 'name it by a string');
    return undefined;
  }
  const type = property.getTypeAtLocation(place.node);
  if (type.isNever() && property.isOptional()) return undefined;
  const mayBeUndefined = (type.isUnion() ? type.getUnionTypes() : [type]).some((member) => member.isUndefined());
  const { description, tags } = docComment(declaration);
  const { schema, said } = readTags(reading.schemaOf(type, place), tags, place, reading);
  const sayOf = (tag: string) => said.find((one) => one.tag.name === tag);
  const [fallback, isOld] = [sayOf('default'), sayOf('deprecated')];
  const examples = said.filter(({ tag }) => tag.name === 'example');
  // What the API server makes of a field that is left out is its own business.
  const isDefaulted = fallback !== undefined && !isOfApi(place.node);
  const oldWords = isOld === undefined || isOld.tag.text === '' ? '' : `Deprecated: ${isOld.tag.text}`;
  const words = [description, oldWords].filter((text) => text !== '').join('\n\n');
  const full: Schema = {
    ...schema,
    ...(words === '' ? {} : { description: words }),
    ...(isOld === undefined ? {} : { deprecated: true }),
    ...(isDefaulted ? { default: fallback.value } : {}),
    ...(examples.length === 0 ? {} : { examples: examples.map(({ value }) => value) }),
  };
  const isDemanded = !property.isOptional() && !mayBeUndefined;
  for (const one of said) if (one.tag.name !== 'deprecated') reading.claims.push({ ...one, schema, place });
  if (isDefaulted) reading.defaulted.set(full, { tag: fallback.tag, place, isDemanded });
  reading.places.set(full, place);
  return { schema: full, isDemanded: isDemanded && !isDefaulted };
};

/** The schema of what stands under keys that the type does not name; undefined when there may be no such keys. */
const entrySchema = (type: Type, place: Place, reading: Reading): Schema | undefined => {
  const { compilerObject } = place.node.getProject().getTypeChecker();
  const keys = compilerObject.getIndexInfosOfType(type.compilerType).map(({ keyType }) => keyType);
  const odd = keys.find(({ flags }) => (flags & TypeFlags.String) === 0);
  if (odd !== undefined) {
    return refuse(reading, place, `has keys of type ${compilerObject.typeToString(odd)}`, 'use keys of type string');
  }
  const held = type.getStringIndexType();
  if (held === undefined) return undefined;
  const path = place.path === '' ? '*' : `${place.path}.*`;
  return reading.schemaOf(held, { ...place, path, written: writtenEntry(place.written), depth: place.depth + 1 });
};

/** The schema of an object: a closed one, a map, or both. */
export const objectSchema = (type: Type, place: Place, reading: Reading): Schema => {
  const inner = { ...place, written: bareType(place.written) };
  const read = orderedProperties(type).flatMap((property): readonly (readonly [string, Property])[] => {
    const one = readProperty(property, inner, reading);
    return one === undefined ? [] : [[property.getName(), one]];
  });
  const required = read.filter(([, { isDemanded }]) => isDemanded).map(([name]) => name);
  const entry = entrySchema(type, inner, reading);
  return {
    type: 'object',
    ...(read.length === 0 && entry !== undefined
      ? {}
      : { properties: Object.fromEntries(read.map(([name, { schema }]) => [name, schema])) }),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: entry ?? false,
  };
};
