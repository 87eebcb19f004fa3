import type { Json } from '@wildermesser/manifest/template';
import { isObject, refName, requiredOf, type Schema, schemasIn } from './schema.ts';

/** Data by key, as a values file holds it. */
export type Values = { readonly [key: string]: Json };

/**
 * What a user's values come to over the defaults, as Helm merges values files: maps merge, lists and scalars replace, and a
 * null takes a default away.
 */
export const withDefaults = (defaults: Values, values: Values): Values => {
  const kept = Object.entries(defaults).filter(([key]) => !Object.hasOwn(values, key));
  const given = Object.entries(values).flatMap(([key, value]): [string, Json][] => {
    const under = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
    if (value === null && under !== undefined) return [];
    return [[key, isObject(under) && isObject(value) ? withDefaults(under, value) : value]];
  });
  return Object.fromEntries([...kept, ...given]);
};

/**
 * The defaults that hold where an object is always there: those of its properties, and of the objects that it always has.
 * Values over these defaults lack only what the schema demands and no default gives.
 */
export const defaultsOf = (schema: Schema, definitions: ReadonlyMap<string, Schema>): Values => {
  const name = refName(schema);
  if (name !== undefined) return defaultsOf(definitions.get(name) ?? {}, definitions);
  const required = requiredOf(schema);
  return Object.fromEntries(
    schemasIn(schema, 'properties').flatMap(([key, property]): [string, Json][] => {
      const own = property.default;
      if (own === undefined && !required.includes(key)) return [];
      const inner = defaultsOf(property, definitions);
      if (own === undefined) return Object.keys(inner).length === 0 ? [] : [[key, inner]];
      return [[key, isObject(own) ? withDefaults(inner, own) : own]];
    }),
  );
};
