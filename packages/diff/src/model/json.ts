/** What a manifest is made of. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;

/** A map of a manifest. */
export interface JsonMap {
  readonly [key: string]: Json;
}
