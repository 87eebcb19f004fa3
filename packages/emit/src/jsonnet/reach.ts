import type { Expression, Field, Item } from '@wildermesser/manifest/template';
import { binary, type Code, data, levels, operand, path, std } from './code.ts';
import { isIdentifier, literal, quoted } from './literal.ts';
import { mayBeAbsent, type Scope } from './scope.ts';

type Reach = Field | Item;

const isReach = (expression: Expression): expression is Reach => expression.op === 'field' || expression.op === 'item';

/** Objects lose their null members when values are merged; the items of lists keep theirs. */
const hasNoNulls = (expression: Expression): boolean =>
  isReach(expression) ? expression.of.kind === 'object' && hasNoNulls(expression.of) : expression.op === 'parameter';

const keyOf = (expression: Reach, scope: Scope): Code => {
  if (expression.op === 'field') return literal(expression.name);
  const at = present(expression.at, scope);
  return expression.of.kind === 'object' && expression.at.kind !== 'string' ? std('toString', at) : at;
};

/** The expression where it is known to be present: reached directly. */
export const present = (expression: Expression, scope: Scope): Code => {
  if (!isReach(expression)) return scope.write(expression, scope);
  const of = operand(present(expression.of, scope), levels.atom);
  if (expression.op === 'item') return path([of, '[', keyOf(expression, scope).doc, ']']);
  const { name } = expression;
  return path(isIdentifier(name) ? [of, '.', name] : [of, '[', quoted(name), ']']);
};

/** A field or an item, null where it is absent. */
export const reach = (expression: Reach, scope: Scope): Code => {
  if (!mayBeAbsent(expression, scope)) return present(expression, scope);
  const of = scope.write(expression.of, scope);
  const key = keyOf(expression, scope);
  const sure = expression.of.kind === 'object' && !mayBeAbsent(expression.of, scope);
  if (sure) return std('get', of, key);
  return expression.of.kind === 'list' ? data('at', of, key) : data('get', of, key);
};

/** `of` unless it is absent, else `otherwise`. */
export const withFallback = (of: Expression, otherwise: Code, scope: Scope): Code => {
  if (of.op === 'absent') return otherwise;
  if (!mayBeAbsent(of, scope)) return present(of, scope);
  if (isReach(of) && of.of.kind === 'object' && hasNoNulls(of) && !mayBeAbsent(of.of, scope)) {
    return std('get', scope.write(of.of, scope), keyOf(of, scope), otherwise);
  }
  return data('default', scope.write(of, scope), otherwise);
};

/** The test whether an expression is present. */
export const isPresent = (of: Expression, scope: Scope): Code => {
  if (!mayBeAbsent(of, scope)) return literal(true);
  if (isReach(of) && of.of.kind === 'object' && hasNoNulls(of) && !mayBeAbsent(of.of, scope)) {
    return binary(keyOf(of, scope), 'in', scope.write(of.of, scope), levels.order);
  }
  return binary(scope.write(of, scope), '!=', literal(null), levels.equality);
};

/** The opposite of a test. */
export const negation = (test: Expression, scope: Scope): Code => {
  if (test.op === 'not') return present(test.of, scope);
  return { doc: ['!', operand(present(test, scope), levels.unary)], level: levels.unary };
};
