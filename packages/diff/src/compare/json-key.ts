import type { Json } from '../model/json.ts';
import { isMap } from './is-map.ts';

/** A text that is equal for equal values, whatever the order of their keys. */
export const jsonKey = (value: Json): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(jsonKey).join(',')}]`;
  if (!isMap(value)) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${jsonKey(value[key] ?? null)}`).join(',')}}`;
};
