import { isList, isMap, type Plain, type PlainMap, valueAt } from './plain-value.ts';

/** `map` with `key` set; the other keys stay where they are. */
export const withKey = (map: PlainMap, key: string, value: Plain): PlainMap => ({ ...map, [key]: value });

/** Changes what lies at the end of a path, in every item of the lists on the way. What is not there is left alone. */
export const updateAt = (value: Plain, path: readonly string[], update: (value: Plain) => Plain): Plain => {
  if (isList(value) && path.length > 0) return value.map((item) => updateAt(item, path, update));
  const [key, ...rest] = path;
  if (key === undefined) return isList(value) ? value.map(update) : update(value);
  const child = isMap(value) ? valueAt(value, key) : undefined;
  return child === undefined ? value : withKey(value as PlainMap, key, updateAt(child, rest, update));
};

/** As {@link updateAt} for a map at the end of the path, which is made, with those on the way, when it is missing. */
export const updateMapAt = (value: Plain, path: readonly string[], update: (map: PlainMap) => PlainMap): Plain => {
  if (isList(value)) return value.map((item) => updateMapAt(item, path, update));
  const map = isMap(value) ? value : {};
  const [key, ...rest] = path;
  return key === undefined ? update(map) : withKey(map, key, updateMapAt(valueAt(map, key) ?? {}, rest, update));
};
