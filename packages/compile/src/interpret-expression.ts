import { ts } from 'ts-morph';
import { getItem, getProperty } from './access.ts';
import { booleanValue, choose, distribute } from './choice.ts';
import { claim } from './claim.ts';
import { assignTo, compound } from './interpret-assignment.ts';
import { interpretCall, interpretNew } from './interpret-call.ts';
import { interpretArray, interpretObject, interpretTemplate } from './interpret-literal.ts';
import { interpretBinary, interpretPrefix } from './interpret-operator.ts';
import type { Interpreter } from './interpreter.ts';
import { knownOf, unknowable } from './known-value.ts';
import { present } from './make-expression.ts';
import { interpretName } from './module-value.ts';
import { narrow } from './narrow.ts';
import { refuse, snippet } from './refusal.ts';
import type { Scope } from './scope.ts';
import { truthOf } from './truthiness.ts';
import { fieldSlot } from './type-shape.ts';
import { isNothing, known, nothing, type Value } from './value.ts';

const { SyntaxKind } = ts;

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;

const interpretConditional = (node: ts.ConditionalExpression, scope: Scope, interpreter: Interpreter): Value => {
  const test = truthOf(interpreter.evaluate(node.condition, scope), node.condition);
  if (test.op === 'literal') return interpreter.evaluate(test.value === true ? node.whenTrue : node.whenFalse, scope);
  const then = interpreter.inBranch(() => interpreter.evaluate(node.whenTrue, scope));
  return choose(
    test,
    then,
    interpreter.inBranch(() => interpreter.evaluate(node.whenFalse, scope)),
  );
};

/** A cast to a type that the value need not have makes what the checker says later worthless. */
const interpretCast = (node: ts.AsExpression | ts.TypeAssertion, scope: Scope, interpreter: Interpreter): Value => {
  const value = interpreter.evaluate(node.expression, scope);
  const { checker } = interpreter;
  const isConstant = ts.isConstTypeReference(node.type);
  if (isConstant || value.is === 'function' || value.is === 'global' || knownOf(value) !== unknowable) return value;
  const [from, to] = [checker.getTypeAtLocation(node.expression), checker.getTypeFromTypeNode(node.type)];
  const isSure = (from.flags & ts.TypeFlags.Any) === 0 && checker.isTypeAssignableTo(from, to);
  return isSure ? value : claim(value);
};

const interpretNonNull = (node: ts.NonNullExpression, scope: Scope, interpreter: Interpreter): Value => {
  const value = interpreter.evaluate(node.expression, scope);
  const isOptional = (value.is === 'unknown' && value.expression.optional) || value.is === 'choice' || isNothing(value);
  return isOptional
    ? refuse(node, `${snippet(node)} claims that the value is there`, 'give it a fallback with ??, or check it first')
    : value;
};

const kindNames: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  list: 'object',
  object: 'object',
};

const interpretTypeof = (node: ts.TypeOfExpression, scope: Scope, interpreter: Interpreter): Value =>
  distribute(interpreter.evaluate(node.expression, scope), (one) => {
    if (one.is === 'known') return known(one.value === null ? 'object' : typeof one.value);
    if (one.is === 'function') return known('function');
    if (one.is !== 'unknown') return known('object');
    const name = kindNames[one.shape.kind];
    if (name === undefined || one.nullable)
      return refuse(
        node,
        `${snippet(node)} depends on the values: the type allows several`,
        'tell the cases apart by a field with a literal type',
      );
    return choose(present(one.expression), known(name), known('undefined'));
  });

const interpretIn = (node: ts.BinaryExpression, scope: Scope, interpreter: Interpreter): Value => {
  const key = interpreter.evaluate(node.left, scope);
  return distribute(interpreter.evaluate(node.right, scope), (one) => {
    if (key.is !== 'known') return refuse(node, 'the key depends on the values', 'compare map[key] with undefined');
    const name = String(key.value);
    if (one.is === 'unknown' && one.shape.kind === 'object' && !one.expression.optional && !(name in {})) {
      const slot = fieldSlot(one.shape, name, interpreter.checker);
      if (slot === undefined) return known(false);
      const optional = slot.optional || one.shape.variants.length > 1;
      return booleanValue(present({ op: 'field', kind: slot.shape.kind, optional, of: one.expression, name }));
    }
    const native = knownOf(one);
    if (typeof native === 'object' && native !== null) return known(name in native);
    return refuse(node, `${snippet(node)} looks into what depends on the values`, 'compare the field with undefined');
  });
};

const interpretAccess = (node: ts.PropertyAccessExpression, scope: Scope, interpreter: Interpreter): Value => {
  if (ts.isPrivateIdentifier(node.name)) return refuse(node, 'a private name', 'use plain objects');
  const of = interpreter.evaluate(node.expression, scope);
  return narrow(getProperty(of, node.name.text, node, interpreter), node, interpreter.checker);
};

const interpretElement = (node: ts.ElementAccessExpression, scope: Scope, interpreter: Interpreter): Value => {
  const of = interpreter.evaluate(node.expression, scope);
  const key = interpreter.evaluate(node.argumentExpression, scope);
  return narrow(getItem(of, key, node, interpreter), node, interpreter.checker);
};

const reasons: ReadonlyMap<ts.SyntaxKind, readonly [string, string]> = new Map([
  [SyntaxKind.AwaitExpression, ['waits for a promise', 'compute the value without waiting']],
  [SyntaxKind.YieldExpression, ['yields', 'return a list']],
  [SyntaxKind.ThisKeyword, ['this depends on how the function is called', 'pass the object as an argument']],
  [SyntaxKind.ClassExpression, ['a class is not translated', 'use functions and plain objects']],
  [SyntaxKind.DeleteExpression, ['delete changes an object', 'leave the member out where you make the object']],
  [SyntaxKind.TaggedTemplateExpression, ['a tagged template is not translated', 'use a plain template string']],
  [SyntaxKind.BigIntLiteral, ['a bigint is no number of JSON', 'use a number']],
]);

const interpretPlain = (node: ts.Expression, scope: Scope, interpreter: Interpreter): Value => {
  if (ts.isIdentifier(node)) return narrow(interpretName(node, scope, interpreter), node, interpreter.checker);
  if (ts.isStringLiteralLike(node)) return known(node.text);
  if (ts.isNumericLiteral(node)) return known(Number(node.text));
  switch (node.kind) {
    case SyntaxKind.TrueKeyword:
      return known(true);
    case SyntaxKind.FalseKeyword:
      return known(false);
    case SyntaxKind.NullKeyword:
      return known(null);
  }
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return { is: 'opaque', native: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) };
  }
  if (ts.isVoidExpression(node)) return nothing;
  const [reason, advice] = reasons.get(node.kind) ?? [
    `${snippet(node)} is not translated`,
    'write it with the operators and functions of the subset',
  ];
  return refuse(node, reason, advice);
};

/** What an expression stands for. */
export const interpretExpression = (node: ts.Expression, scope: Scope, interpreter: Interpreter): Value => {
  if (ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node))
    return interpreter.evaluate(node.expression, scope);
  if (ts.isPropertyAccessExpression(node)) return interpretAccess(node, scope, interpreter);
  if (ts.isElementAccessExpression(node)) return interpretElement(node, scope, interpreter);
  if (ts.isCallExpression(node)) return narrow(interpretCall(node, scope, interpreter), node, interpreter.checker);
  if (ts.isObjectLiteralExpression(node)) return interpretObject(node, scope, interpreter);
  if (ts.isArrayLiteralExpression(node)) return interpretArray(node, scope, interpreter);
  if (ts.isTemplateExpression(node)) return interpretTemplate(node, scope, interpreter);
  if (ts.isConditionalExpression(node)) return interpretConditional(node, scope, interpreter);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return interpreter.closure(node, scope);
  if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) return interpretCast(node, scope, interpreter);
  if (ts.isNonNullExpression(node)) return interpretNonNull(node, scope, interpreter);
  if (ts.isTypeOfExpression(node)) return interpretTypeof(node, scope, interpreter);
  if (ts.isNewExpression(node)) return interpretNew(node, scope, interpreter);
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === SyntaxKind.InKeyword) return interpretIn(node, scope, interpreter);
    if (isAssignment(node.operatorToken.kind)) return compound(node, scope, interpreter);
    return interpretBinary(node, scope, interpreter);
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const isStep = node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken;
    if (isStep) return assignTo(node, scope, interpreter);
    if (ts.isPrefixUnaryExpression(node)) return interpretPrefix(node, scope, interpreter);
  }
  return interpretPlain(node, scope, interpreter);
};
