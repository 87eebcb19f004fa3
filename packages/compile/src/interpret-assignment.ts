import { ts } from 'ts-morph';
import { arithmetic } from './arithmetic.ts';
import { plus } from './interpret-operator.ts';
import type { Interpreter } from './interpreter.ts';
import { refuse, snippet } from './refusal.ts';
import { assign, type Scope } from './scope.ts';
import { known, type Value } from './value.ts';

const { SyntaxKind } = ts;

const operators: ReadonlyMap<ts.SyntaxKind, ts.SyntaxKind> = new Map([
  [SyntaxKind.MinusEqualsToken, SyntaxKind.MinusToken],
  [SyntaxKind.AsteriskEqualsToken, SyntaxKind.AsteriskToken],
  [SyntaxKind.PercentEqualsToken, SyntaxKind.PercentToken],
]);

const store = (target: ts.Expression, value: Value, node: ts.Node, scope: Scope, interpreter: Interpreter): Value => {
  const symbol = ts.isIdentifier(target) ? interpreter.checker.getSymbolAtLocation(target) : undefined;
  if (symbol === undefined)
    return refuse(node, `${snippet(node)} changes an object or a list`, 'make a new one: { ...object, field: value }');
  assign(symbol, value, scope, interpreter.branch(), node);
  return value;
};

/** `name = value`, `name += value` */
export const compound = (node: ts.BinaryExpression, scope: Scope, interpreter: Interpreter): Value => {
  const operator = node.operatorToken.kind;
  if (!ts.isIdentifier(node.left)) return store(node.left, known(undefined), node, scope, interpreter);
  const right = interpreter.evaluate(node.right, scope);
  if (operator === SyntaxKind.EqualsToken) return store(node.left, right, node, scope, interpreter);
  const left = interpreter.evaluate(node.left, scope);
  if (operator === SyntaxKind.PlusEqualsToken)
    return store(node.left, plus(left, right, node), node, scope, interpreter);
  const plain = operators.get(operator);
  if (plain === undefined) return refuse(node, `${snippet(node)} is not translated`, 'write the assignment out');
  return store(node.left, arithmetic(plain, left, right, node), node, scope, interpreter);
};

/** `name++`, `--name` */
export const assignTo = (
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  scope: Scope,
  interpreter: Interpreter,
): Value => {
  const before = interpreter.evaluate(node.operand, scope);
  const operator = node.operator === SyntaxKind.PlusPlusToken ? SyntaxKind.PlusToken : SyntaxKind.MinusToken;
  const value = arithmetic(operator, before, known(1), node);
  store(node.operand, value, node, scope, interpreter);
  return ts.isPrefixUnaryExpression(node) ? value : before;
};
