import type { Expression } from '@wildermesser/manifest/template';
import { condition, literal } from './make-expression.ts';
import { booleanShape } from './shape.ts';
import { known, type Unknown, type Value } from './value.ts';

const asBoolean = (value: Value): Expression | undefined => {
  if (value.is === 'known') return typeof value.value === 'boolean' ? literal(value.value) : undefined;
  return value.is === 'unknown' && value.shape.kind === 'boolean' && !value.expression.optional
    ? value.expression
    : undefined;
};

/** A boolean that depends on the parameters, or a known one when the expression came out as a literal. */
export const booleanValue = (expression: Expression): Value =>
  expression.op === 'literal'
    ? known(expression.value === true)
    : { is: 'unknown', expression, shape: booleanShape, nullable: false };

/** The value that `test` chooses; simpler than a choice where it can be. */
export const choose = (test: Expression, then: Value, otherwise: Value): Value => {
  if (test.op === 'literal') return test.value === true ? then : otherwise;
  if (then === otherwise) return then;
  if (then.is === 'known' && otherwise.is === 'known' && Object.is(then.value, otherwise.value)) return then;
  const [yes, no] = [asBoolean(then), asBoolean(otherwise)];
  if (yes !== undefined && no !== undefined) return booleanValue(condition(test, yes, no));
  if (test.op === 'not') return choose(test.of, otherwise, then);
  return { is: 'choice', test, then, otherwise };
};

/** Applies `f` to whatever a value may turn out to be. */
export const distribute = (value: Value, f: (one: Exclude<Value, { is: 'choice' }>) => Value): Value =>
  value.is === 'choice' ? choose(value.test, distribute(value.then, f), distribute(value.otherwise, f)) : f(value);

/** Data of a place that is known to be there. */
export const requiredUnknown = (value: Unknown): Unknown =>
  value.expression.optional
    ? { ...value, expression: { ...value.expression, optional: false } as Expression, nullable: false }
    : value;
