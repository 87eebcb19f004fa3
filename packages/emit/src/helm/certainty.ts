import type { Expression, ValuesSchema } from '@wildermesser/manifest/template';
import { isRequired } from './schema-facts.ts';

/**
 * Whether the value is present whatever the values are, also where a condition around it does not hold: Go's functions
 * evaluate all of their arguments.
 */
export const isCertain = (expression: Expression, schema: ValuesSchema): boolean => {
  const certain = (inner: Expression): boolean => isCertain(inner, schema);
  switch (expression.op) {
    case 'literal':
      return expression.value !== null;
    case 'parameter':
      return true;
    case 'variable':
      return !expression.optional;
    case 'present':
    case 'object':
    case 'list':
    case 'text':
    case 'compare':
    case 'and':
    case 'or':
    case 'not':
    case 'call':
      return isTotal(expression, schema);
    case 'field':
      if (expression.of.op === 'parameter' && expression.of.name === 'release') return true;
      return isRequired(expression, schema);
    case 'fallback':
      return isTotal(expression.of, schema) && certain(expression.otherwise);
    case 'condition':
      return isTotal(expression.test, schema) && certain(expression.then) && certain(expression.otherwise);
    default:
      return false;
  }
};

/** Whether evaluating the expression fails for no values, also where a condition around it does not hold. */
export const isTotal = (expression: Expression, schema: ValuesSchema): boolean => {
  const total = (inner: Expression): boolean => isTotal(inner, schema);
  const certain = (inner: Expression): boolean => isCertain(inner, schema);
  switch (expression.op) {
    case 'literal':
    case 'absent':
    case 'parameter':
    case 'variable':
      return true;
    case 'field':
      return total(expression.of);
    case 'item':
      return total(expression.of) && certain(expression.at);
    case 'text':
      return expression.parts.every(total);
    case 'compare':
      return certain(expression.left) && certain(expression.right);
    case 'and':
    case 'or':
      return certain(expression.left) && certain(expression.right);
    case 'not':
      return certain(expression.of);
    case 'present':
      return total(expression.of);
    case 'fallback':
      return total(expression.of) && total(expression.otherwise);
    case 'condition':
      return certain(expression.test) && total(expression.then) && total(expression.otherwise);
    case 'call':
      return expression.name !== 'divide' && expression.name !== 'modulo' && expression.args.every(certain);
    default:
      // Collections are put together by statements, which run only where they are needed.
      return false;
  }
};
