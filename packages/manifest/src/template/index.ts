/** A component's result before its values are known: expressions, their meaning, and the templates made of them. */
export { EvaluateError, evaluate, evaluateTemplate } from './evaluate.ts';
export type {
  Absent,
  Call,
  Compare,
  Condition,
  Element,
  Expression,
  Fallback,
  Field,
  FunctionName,
  Item,
  Json,
  ListOf,
  Literal,
  Logic,
  Loop,
  Member,
  Not,
  ObjectOf,
  Parameter,
  Present,
  Text,
  ValueKind,
  Variable,
} from './expression.ts';
export { mergeValues, ownValues } from './merge-values.ts';
export type { Release, Template, TemplatePart, ValuesSchema } from './template.ts';
