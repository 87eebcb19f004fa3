/**
 * Reads TypeScript: a component's function becomes a template, the interface of its values a JSON Schema. Beside this,
 * `custom-resource` reads definitions of custom resources from interfaces, and `rbac` the calls of the API from code.
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
