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

/**
 * The values that a component sees when a user gives `overrides`: the template's own below them, the parts' own below
 * their keys. Objects are merged, everything else replaced; null deletes.
 */
export const mergeValues = (template: Template, overrides: Values): Values => {
  const merged = merge(template.values, overrides) as Values;
  const parts = template.parts.map(({ key, template: part }) => {
    const inner = merged[key];
    return [key, mergeValues(part, isObject(inner) ? inner : {})] as const;
  });
  return { ...merged, ...Object.fromEntries(parts) };
};
