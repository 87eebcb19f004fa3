/** The JSON Schema and the defaults of a component's values, from the interface of its parameter. */
export { type Values, withDefaults } from './defaults.ts';
export { mismatch } from './mismatch.ts';
export type { Schema } from './schema.ts';
export { schemaOfType, type TypeSchema } from './schema-of-type.ts';
export { type ValuesSchemaOptions, type ValuesType, valuesSchema } from './values-schema.ts';
