import type { Compare, Condition, Expression, Logic } from '@wildermesser/manifest/template';
import { call } from './call.ts';
import { atom, binary, type Code, data, ifThen, levels } from './code.ts';
import { list } from './list.ts';
import { literal } from './literal.ts';
import { object } from './object.ts';
import { isPresent, negation, present, reach, withFallback } from './reach.ts';
import { given, pathKey, type Scope } from './scope.ts';
import { text } from './text.ts';

const isBelowSurrogates = (expression: Expression): boolean =>
  expression.op === 'literal' && /^[^\ud800-\uffff]*$/.test(String(expression.value));

/** Jsonnet orders strings by code points, the template by UTF-16 units: the same below the surrogates. */
const compare = ({ operator, left, right }: Compare, scope: Scope): Code => {
  const [a, b] = [present(left, scope), present(right, scope)];
  if (operator === '==' || operator === '!=') return binary(a, operator, b, levels.equality);
  const simple = left.kind !== 'string' || isBelowSurrogates(left) || isBelowSurrogates(right);
  return simple
    ? binary(a, operator, b, levels.order)
    : binary(data('utf16', a), operator, data('utf16', b), levels.order);
};

const logic = ({ op, left, right }: Logic, scope: Scope): Code => {
  if (op === 'and' && left.op === 'present' && pathKey(right) !== undefined && pathKey(right) === pathKey(left.of))
    return binary(scope.write(left.of, scope), '==', literal(true), levels.equality);
  const inner = op === 'and' ? given(scope, left) : scope;
  const [operator, level] = op === 'and' ? ['&&', levels.and] : ['||', levels.or];
  return binary(present(left, scope), operator, present(right, inner), level);
};

const condition = ({ test, then, otherwise }: Condition, scope: Scope): Code => {
  const inner = given(scope, test);
  if (otherwise.op === 'absent') return ifThen(present(test, scope), scope.write(then, inner));
  if (then.op === 'absent') return ifThen(negation(test, scope), scope.write(otherwise, scope));
  return ifThen(present(test, scope), scope.write(then, inner), scope.write(otherwise, scope));
};

/** An expression in Jsonnet; null where it is absent. */
export const write = (expression: Expression, scope: Scope): Code => {
  switch (expression.op) {
    case 'literal':
      return literal(expression.value);
    case 'absent':
      return literal(null);
    case 'parameter':
      return { ...atom(expression.name), path: true };
    case 'variable':
      return scope.variables.get(expression.name) ?? atom(expression.name);
    case 'field':
    case 'item':
      return reach(expression, scope);
    case 'text':
      return text(expression, scope);
    case 'compare':
      return compare(expression, scope);
    case 'and':
    case 'or':
      return logic(expression, scope);
    case 'not':
      return negation(expression.of, scope);
    case 'present':
      return isPresent(expression.of, scope);
    case 'fallback':
      return withFallback(expression.of, scope.write(expression.otherwise, scope), scope);
    case 'condition':
      return condition(expression, scope);
    case 'object':
      return object(expression.members, scope);
    case 'list':
      return list(expression.elements, scope);
    case 'call':
      return call(expression, scope);
  }
};
