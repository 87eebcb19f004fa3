import type { Json, JsonMap } from '../model/json.ts';
import { fieldOf } from './field-of.ts';
import { isMap } from './is-map.ts';

/** The field that an entry of a list goes by: `name`, or `metadata.name` of a whole object. */
export const entryField = (entry: JsonMap, key: string): Json | undefined => {
  if (key !== 'metadata.name') return fieldOf(entry, key);
  return isMap(entry.metadata) ? entry.metadata.name : undefined;
};
