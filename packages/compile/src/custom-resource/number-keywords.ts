import type { Json } from '@wildermesser/manifest/template';
import type { Schema } from '../values-schema/schema.ts';

/** Bounds that stand for none: those of a `number` that nothing else bounds. */
const isBound = (value: Json | undefined): value is number =>
  typeof value === 'number' && Math.abs(value) !== Number.MAX_SAFE_INTEGER;

/** Bounds and format of a number, as OpenAPI 3.0 writes them. Whole numbers have 64 bits unless the author says 32. */
export const numberKeywords = (schema: Schema): Schema => {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const format = schema.format ?? (schema.type === 'integer' ? 'int64' : 'double');
  return {
    ...(schema.enum === undefined && schema.const === undefined ? { format } : {}),
    ...(isBound(minimum) ? { minimum } : {}),
    ...(isBound(maximum) ? { maximum } : {}),
    ...(isBound(exclusiveMinimum) ? { minimum: exclusiveMinimum, exclusiveMinimum: true } : {}),
    ...(isBound(exclusiveMaximum) ? { maximum: exclusiveMaximum, exclusiveMaximum: true } : {}),
  };
};
