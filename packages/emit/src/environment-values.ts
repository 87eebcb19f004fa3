import type { Json } from '@wildermesser/manifest/template';

type JsonMap = { readonly [key: string]: Json };

const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What is laid over the values `base` so that `wanted` comes out. Helm and Jsonnet merge maps, so a key that is not
 * wanted is taken away by null; without it the chart's own value would stay.
 */
export const environmentValues = (base: Json, wanted: Json): Json => {
  if (!isMap(base) || !isMap(wanted)) return wanted;
  const gone = Object.keys(base).filter((key) => !Object.hasOwn(wanted, key) && base[key] !== null);
  return Object.fromEntries([
    ...Object.entries(wanted).map(([key, value]) => [key, environmentValues(base[key] ?? null, value)] as const),
    ...gone.map((key) => [key, null] as const),
  ]);
};
