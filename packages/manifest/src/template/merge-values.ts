import type { Json } from './expression.ts';
import type { Template } from './template.ts';

type Values = { readonly [key: string]: Json };

const isObject = (value: Json | undefined): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const merge = (below: Json | undefined, above: Json): Json => {
  if (!isObject(above)) return above;
  const target = new Map(isObject(below) ? Object.entries(below) : []);
  for (const [key, value] of Object.entries(above)) {
    if (value === null) target.delete(key);
    else target.set(key, merge(target.get(key), value));
  }
  return Object.fromEntries(target);
};

/** The values that a component has of its own: those of its parts under their keys, its own above them. */
export const ownValues = (template: Template): Values => {
  const parts = template.parts.map(({ key, template: part }) => [key, ownValues(part)] as const);
  return merge(Object.fromEntries(parts), template.values) as Values;
};

/**
 * The values that a component sees when a user gives `overrides`, laid over its own. Objects are merged, everything else
 * replaced; null deletes, in the values of parts, too.
 */
export const mergeValues = (template: Template, overrides: Values): Values =>
  merge(ownValues(template), overrides) as Values;
