import type { Json, JsonMap } from '../model/json.ts';

/** The field of a map; undefined when it has none of that name, whatever JavaScript finds on every object. */
export const fieldOf = (map: JsonMap, key: string): Json | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;
