import type { Compare, Expression } from '@wildermesser/manifest/template';
import { ts } from 'ts-morph';
import { arithmetic } from './arithmetic.ts';
import { booleanValue, choose, distribute, requiredUnknown } from './choice.ts';
import type { Interpreter } from './interpreter.ts';
import { and, compare, condition, literal, not, or, present, required } from './make-expression.ts';
import { refuse, snippet } from './refusal.ts';
import type { Scope } from './scope.ts';
import { isScalar } from './shape.ts';
import { concatenate } from './text-value.ts';
import { truthOf } from './truthiness.ts';
import { isNothing, type Known, known, type Unknown, type Value } from './value.ts';

const { SyntaxKind } = ts;
type Single = Exclude<Value, { is: 'choice' }>;

/** Whether a value is neither undefined nor null. */
const presenceOf = (value: Value): Expression => {
  if (value.is === 'known') return literal(!isNothing(value));
  if (value.is === 'unknown') return present(value.expression);
  if (value.is !== 'choice') return literal(true);
  return condition(value.test, presenceOf(value.then), presenceOf(value.otherwise));
};

const equalsNothing = (value: Single, other: Known, isLoose: boolean, node: ts.Node): Expression => {
  if (isLoose) return not(presenceOf(value));
  if (value.is !== 'unknown') return literal(value.is === 'known' && value.value === other.value);
  if (value.nullable)
    refuse(node, `${snippet(node)} tells null from undefined, which a values file cannot`, 'write == null');
  return other.value === null ? literal(false) : not(present(value.expression));
};

const isPossible = ({ shape }: Unknown, value: Known['value']): boolean => {
  if (shape.kind === 'string') return typeof value === 'string' && (shape.among?.includes(value) ?? true);
  if (shape.kind === 'integer') return typeof value === 'number' && (shape.among?.includes(value) ?? true);
  return typeof value === shape.kind;
};

const equalsKnown = (value: Unknown, other: Known, node: ts.Node): Expression => {
  if (!isScalar(value.shape)) return refuseComparison(node);
  if (!isPossible(value, other.value)) return literal(false);
  const there = present(value.expression);
  const { shape } = value;
  if ((shape.kind === 'string' || shape.kind === 'integer') && shape.among?.length === 1) return there;
  const right = literal(other.value as string);
  if (shape.kind === 'boolean') {
    const itself = required(value.expression);
    return and(there, other.value === true ? itself : not(itself));
  }
  return and(there, compare('==', required(value.expression), right));
};

const refuseComparison = (node: ts.Node): never =>
  refuse(
    node,
    `${snippet(node)} compares what is no string, number or boolean by its type`,
    'compare scalars of one type',
  );

const equals = (left: Single, right: Single, isLoose: boolean, node: ts.Node): Expression => {
  if (right.is === 'known' && isNothing(right)) return equalsNothing(left, right, isLoose, node);
  if (left.is === 'known' && isNothing(left)) return equalsNothing(right, left, isLoose, node);
  if (left.is === 'known' && right.is === 'known') {
    if (isLoose && typeof left.value !== typeof right.value)
      return refuse(node, `${snippet(node)} compares values of different types loosely`, 'write ===');
    return literal(left.value === right.value);
  }
  if (left.is === 'unknown' && right.is === 'known') return equalsKnown(left, right, node);
  if (right.is === 'unknown' && left.is === 'known') return equalsKnown(right, left, node);
  if (left.is !== 'unknown' || right.is !== 'unknown' || !isScalar(left.shape) || !isScalar(right.shape))
    return refuseComparison(node);
  if (left.nullable || right.nullable)
    return refuse(node, 'null and undefined are compared', 'write ?? undefined behind both');
  const numbers = new Set(['integer', 'number']);
  const alike = left.shape.kind === right.shape.kind || (numbers.has(left.shape.kind) && numbers.has(right.shape.kind));
  const both = and(present(left.expression), present(right.expression));
  const none = and(not(present(left.expression)), not(present(right.expression)));
  if (!alike) return none;
  return or(none, and(both, compare('==', required(left.expression), required(right.expression))));
};

/** `===`, `==` and their opposites. */
export const interpretEquality = (left: Value, right: Value, operator: ts.SyntaxKind, node: ts.Node): Value => {
  const isLoose = operator === SyntaxKind.EqualsEqualsToken || operator === SyntaxKind.ExclamationEqualsToken;
  const isNegated =
    operator === SyntaxKind.ExclamationEqualsToken || operator === SyntaxKind.ExclamationEqualsEqualsToken;
  return distribute(left, (one) =>
    distribute(right, (other) => {
      const test = equals(one, other, isLoose, node);
      return booleanValue(isNegated ? not(test) : test);
    }),
  );
};

const orders: ReadonlyMap<ts.SyntaxKind, Compare['operator']> = new Map([
  [SyntaxKind.LessThanToken, '<'],
  [SyntaxKind.LessThanEqualsToken, '<='],
  [SyntaxKind.GreaterThanToken, '>'],
  [SyntaxKind.GreaterThanEqualsToken, '>='],
]);

const kindOf = (value: Single): string => {
  if (value.is === 'known') return typeof value.value;
  if (value.is !== 'unknown' || value.expression.optional) return 'none';
  return value.shape.kind === 'integer' ? 'number' : value.shape.kind;
};

const expressionOf = (value: Single): Expression =>
  value.is === 'unknown' ? value.expression : literal((value as Known).value as string);

const knownOrder = (operator: Compare['operator'], left: string, right: string): boolean =>
  ({ '<': left < right, '<=': left <= right, '>': left > right, '>=': left >= right })[operator as '<'];

const interpretOrder = (left: Value, right: Value, operator: Compare['operator'], node: ts.Node): Value =>
  distribute(left, (one) =>
    distribute(right, (other) => {
      const kind = kindOf(one);
      if (kind !== kindOf(other) || (kind !== 'number' && kind !== 'string'))
        return refuse(
          node,
          `${snippet(node)} compares what may be absent, or is not both numbers or both strings`,
          'check first that it is there, and compare values of one type',
        );
      if (one.is === 'known' && other.is === 'known')
        return known(knownOrder(operator, one.value as string, other.value as string));
      return booleanValue(compare(operator, expressionOf(one), expressionOf(other)));
    }),
  );

/** `value ?? otherwise` */
const interpretFallback = (value: Value, otherwise: () => Value): Value =>
  distribute(value, (one) => {
    if (one.is === 'known') return isNothing(one) ? otherwise() : one;
    if (one.is !== 'unknown' || !one.expression.optional) return one;
    const other = otherwise();
    if (one.shape.kind === 'list' && other.is === 'list' && other.elements.length === 0)
      return { is: 'list', elements: [{ does: 'spread', of: one }], ordered: true, branch: other.branch };
    if (one.shape.kind === 'object' && other.is === 'object' && other.members.length === 0)
      return { is: 'object', members: [{ does: 'spread', of: one }], branch: other.branch };
    return choose(present(one.expression), requiredUnknown(one), other);
  });

/** What is left of a value that counts as false. */
const falsePart = (value: Value): Value => {
  if (value.is !== 'unknown') return value;
  if (value.expression.optional) return { ...value, isFalse: true };
  if (value.shape.kind === 'boolean') return known(false);
  if (value.shape.kind === 'string') return known('');
  return value.shape.kind === 'integer' || value.shape.kind === 'number' ? known(0) : value;
};

/** What is left of a value that counts as true. */
const truePart = (value: Value): Value => {
  if (value.is !== 'unknown') return value;
  return value.shape.kind === 'boolean' ? known(true) : requiredUnknown(value);
};

const interpretLogic = (value: Value, otherwise: () => Value, isAnd: boolean, node: ts.Node): Value =>
  distribute(value, (one) => {
    const test = truthOf(one, node);
    if (test.op === 'literal') return (test.value === true) === isAnd ? otherwise() : one;
    return isAnd ? choose(test, otherwise(), falsePart(one)) : choose(test, truePart(one), otherwise());
  });

/** `left + right` */
export const plus = (left: Value, right: Value, node: ts.Node): Value =>
  distribute(left, (one) =>
    distribute(right, (other) => {
      const isText = [one, other].some((side) => kindOf(side) === 'string');
      return isText ? concatenate([one, other], node) : arithmetic(SyntaxKind.PlusToken, one, other, node);
    }),
  );

/** A binary operator. */
export const interpretBinary = (node: ts.BinaryExpression, scope: Scope, interpreter: Interpreter): Value => {
  const operator = node.operatorToken.kind;
  const left = interpreter.evaluate(node.left, scope);
  const right = (): Value => interpreter.evaluate(node.right, scope);
  const conditionally = (): Value => interpreter.inBranch(right);
  switch (operator) {
    case SyntaxKind.QuestionQuestionToken:
      return interpretFallback(left, conditionally);
    case SyntaxKind.AmpersandAmpersandToken:
    case SyntaxKind.BarBarToken:
      return interpretLogic(left, conditionally, operator === SyntaxKind.AmpersandAmpersandToken, node.left);
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
      return interpretEquality(left, right(), operator, node);
    case SyntaxKind.PlusToken:
      return plus(left, right(), node);
    default: {
      const order = orders.get(operator);
      return order === undefined
        ? arithmetic(operator, left, right(), node)
        : interpretOrder(left, right(), order, node);
    }
  }
};

/** `!value`, `-value`, `+value` */
export const interpretPrefix = (node: ts.PrefixUnaryExpression, scope: Scope, interpreter: Interpreter): Value => {
  const value = interpreter.evaluate(node.operand, scope);
  switch (node.operator) {
    case SyntaxKind.ExclamationToken:
      return booleanValue(not(truthOf(value, node.operand)));
    case SyntaxKind.MinusToken:
      return value.is === 'known' && typeof value.value === 'number'
        ? known(-value.value)
        : arithmetic(SyntaxKind.MinusToken, known(0), value, node);
    case SyntaxKind.PlusToken:
      return interpreter.call({ is: 'global', path: 'Number' }, [value], node);
    default:
      return refuse(node, `${snippet(node)} changes a variable or works on bits`, 'compute a new const');
  }
};
