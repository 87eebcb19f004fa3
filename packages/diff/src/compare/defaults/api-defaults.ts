import type { Json, JsonMap } from '../../model/json.ts';

/** Computes a field from the others of its map; undefined leaves it alone. */
export type Derived = (fields: JsonMap) => Json | undefined;

/** What the API server makes of the fields of one definition. */
export interface FieldDefaults {
  /** For fields that are not written, in this order. */
  readonly absent?: Readonly<Record<string, Json | Derived>>;
  /** For fields that get parts of their own from their neighbours, written or not. */
  readonly complete?: Readonly<Record<string, Derived>>;
}

/** Defaults by the name of the definition in the catalog. */
export type ApiDefaults = Readonly<Record<string, FieldDefaults>>;

/** A map of a map's field; empty when it is none. */
export const mapAt = (fields: JsonMap, key: string): JsonMap => {
  const value = fields[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonMap) : {};
};

/** A list of a map's field; empty when it is none. */
export const listAt = (fields: JsonMap, key: string): readonly Json[] => {
  const value = fields[key];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
};
