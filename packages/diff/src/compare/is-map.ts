import type { Json, JsonMap } from '../model/json.ts';

/** Whether a value is a map. */
export const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
