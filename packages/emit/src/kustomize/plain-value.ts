import type { Manifest } from '@wildermesser/manifest';

/** A value as YAML and JSON hold it. */
export type Plain = string | number | boolean | null | readonly Plain[] | PlainMap;

export interface PlainMap {
  readonly [key: string]: Plain;
}

export const isMap = (value: Plain | undefined): value is PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: Plain | undefined): value is readonly Plain[] => Array.isArray(value);

/** `map[key]`, but only a key of its own: manifests may hold a key `constructor`. */
export const valueAt = (map: PlainMap, key: string): Plain | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;

/** A map that may have any key, `__proto__` too. */
export const mapOf = (entries: Iterable<readonly [string, Plain]>): PlainMap => Object.fromEntries(entries);

const plainValue = (value: unknown): Plain => {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : (value as Plain);
  const present = Object.entries(value).filter(([, item]) => item !== undefined);
  return mapOf(present.map(([key, item]) => [key, plainValue(item)]));
};

/** A manifest as it will be read back: without the fields that are `undefined`. */
export const plainManifest = (manifest: Manifest): PlainMap => plainValue(manifest) as PlainMap;

/** Whether two values are the same once read; the order of keys means nothing, that of lists does. */
export const isSame = (a: Plain | undefined, b: Plain | undefined): boolean => {
  if (a === b) return true;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], valueAt(b, key)));
};
