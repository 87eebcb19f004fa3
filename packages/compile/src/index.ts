/**
 * Reads TypeScript: a component's function becomes a template, the interface of its values a JSON Schema.
 * Never here: text of charts or programs, processes.
 */
export type { Compiled, CompileRequest, Compiler, CompilerOptions } from './compiler.ts';
export { createCompiler } from './compiler.ts';
export { CompilerOptionsError } from './open-project.ts';
export { orderValues } from './order-values.ts';
export {
  mismatch,
  type Values,
  type ValuesSchemaOptions,
  type ValuesType,
  valuesSchema,
  withDefaults,
} from './values-schema/index.ts';
