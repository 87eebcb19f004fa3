import { compareBytes } from '@wildermesser/manifest';
import type { Json } from '@wildermesser/manifest/template';

const isIndexLike = (key: string): boolean => /^(?:0|[1-9]\d*)$/.test(key);

/**
 * Values as a component's function has to be given them: maps in the order of their keys by UTF-8 bytes, in which every
 * output goes through them. JavaScript puts keys that look like numbers first, whatever the order; objects with such
 * keys come behind a proxy that does not.
 */
export const orderValues = (values: Json): Json => {
  if (Array.isArray(values)) return values.map(orderValues);
  if (typeof values !== 'object' || values === null) return values;
  const entries = Object.entries(values).sort(([a], [b]) => compareBytes(a, b));
  const ordered = Object.fromEntries(entries.map(([key, value]) => [key, orderValues(value)]));
  if (!entries.some(([key]) => isIndexLike(key))) return ordered;
  return new Proxy(ordered, { ownKeys: () => entries.map(([key]) => key) });
};
