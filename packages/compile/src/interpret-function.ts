import { ts } from 'ts-morph';
import { getItem, getProperty } from './access.ts';
import { choose, distribute, requiredUnknown } from './choice.ts';
import { keyOf } from './interpret-literal.ts';
import type { Interpreter } from './interpreter.ts';
import { present } from './make-expression.ts';
import { without } from './object-functions.ts';
import { Refusal, refuse, snippet } from './refusal.ts';
import { newScope, type Scope } from './scope.ts';
import { type FunctionValue, nothing, type Value } from './value.ts';

/** Calls within calls before a recursion is taken for endless. */
const deepest = 100;

/** A default takes the place of undefined, not of null. */
const withDefault = (
  value: Value,
  initializer: ts.Expression | undefined,
  scope: Scope,
  interpreter: Interpreter,
): Value => {
  if (initializer === undefined) return value;
  return distribute(value, (one) => {
    if (one.is === 'known') return one.value === undefined ? interpreter.evaluate(initializer, scope) : one;
    if (one.is !== 'unknown' || !one.expression.optional) return one;
    if (one.nullable)
      return refuse(initializer, 'a default stands in for undefined, and this may be null', 'write ?? instead');
    const otherwise = interpreter.inBranch(() => interpreter.evaluate(initializer, scope));
    return choose(present(one.expression), requiredUnknown(one), otherwise);
  });
};

const listRest = (value: Value, from: number, node: ts.Node, interpreter: Interpreter): Value => {
  if (value.is !== 'list' || !value.elements.slice(0, from).every(({ does }) => does === 'add'))
    return refuse(node, 'takes the rest of a list that depends on the values', 'use the list as it is');
  return { is: 'list', elements: value.elements.slice(from), ordered: value.ordered, branch: interpreter.branch() };
};

const bindObject = (pattern: ts.ObjectBindingPattern, value: Value, scope: Scope, interpreter: Interpreter): void => {
  const names: string[] = [];
  for (const element of pattern.elements) {
    if (element.dotDotDotToken !== undefined) {
      interpreter.bind(element.name, without(value, names, element, interpreter), scope, false);
      continue;
    }
    const property = element.propertyName ?? (element.name as ts.Identifier);
    const key = keyOf(property as ts.PropertyName, scope, interpreter);
    if (typeof key !== 'string') refuse(element, 'takes out a member by a key of the values', 'use map[key]');
    names.push(key);
    const member = getProperty(value, key, element, interpreter);
    interpreter.bind(element.name, withDefault(member, element.initializer, scope, interpreter), scope, false);
  }
};

const bindArray = (pattern: ts.ArrayBindingPattern, value: Value, scope: Scope, interpreter: Interpreter): void => {
  pattern.elements.forEach((element, i) => {
    if (ts.isOmittedExpression(element)) return;
    const item =
      element.dotDotDotToken === undefined
        ? getItem(value, { is: 'known', value: i }, element, interpreter)
        : listRest(value, i, element, interpreter);
    interpreter.bind(element.name, withDefault(item, element.initializer, scope, interpreter), scope, false);
  });
};

/** Binds a name or the names of a pattern. */
export const bindName = (
  name: ts.BindingName,
  value: Value,
  scope: Scope,
  mutable: boolean,
  interpreter: Interpreter,
): void => {
  if (ts.isObjectBindingPattern(name)) bindObject(name, value, scope, interpreter);
  else if (ts.isArrayBindingPattern(name)) bindArray(name, value, scope, interpreter);
  else {
    const symbol = interpreter.checker.getSymbolAtLocation(name);
    if (symbol === undefined) refuse(name, `the checker does not know ${name.text}`, 'mend what tsc reports');
    scope.bindings.set(symbol, { value, mutable, branch: interpreter.branch() });
  }
};

const hintOf = (name: ts.BindingName): string | readonly string[] => {
  if (ts.isIdentifier(name)) return name.text;
  if (ts.isObjectBindingPattern(name)) return 'item';
  return name.elements.map((element) =>
    ts.isBindingElement(element) && ts.isIdentifier(element.name) ? element.name.text : 'item',
  );
};

const depends = (value: Value): boolean =>
  value.is === 'unknown' || value.is === 'choice' || value.is === 'object' || value.is === 'list';

const checkCallable = (node: ts.FunctionLikeDeclaration, args: readonly Value[], at: ts.Node): void => {
  const isAsync = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
  if (isAsync) refuse(at, `${snippet(at)} waits for a promise`, 'compute the value without waiting');
  if (node.asteriskToken !== undefined) refuse(at, `${snippet(at)} runs a generator`, 'return a list');
  if (node.type !== undefined && ts.isTypePredicateNode(node.type) && args.some(depends))
    refuse(
      at,
      `${snippet(at)} claims a type that nobody checks`,
      'compare the field in place, or leave out the return type',
    );
};

const runClosure = (
  node: ts.FunctionLikeDeclaration,
  args: readonly Value[],
  at: ts.Node,
  outer: Scope,
  interpreter: Interpreter,
): Value => {
  const { body } = node;
  if (body === undefined)
    return refuse(at, `${snippet(at)} calls a function without source`, 'call a function of the workspace');
  checkCallable(node, args, at);
  if (interpreter.calls.length >= deepest)
    return refuse(
      at,
      `${snippet(at)} calls itself without an end that is known`,
      'go through the list with map or flatMap',
    );
  interpreter.calls.push({ node: at, callee: node });
  try {
    const scope = newScope(outer);
    bindParameters(node.parameters, args, scope, interpreter);
    return ts.isBlock(body) ? interpreter.runBody(body, scope) : interpreter.evaluate(body, scope);
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.calls.length === 0)
      thrown.calls = interpreter.calls.map((call) => call.node);
    throw thrown;
  } finally {
    interpreter.calls.pop();
  }
};

const bindParameters = (
  parameters: readonly ts.ParameterDeclaration[],
  args: readonly Value[],
  scope: Scope,
  interpreter: Interpreter,
): void =>
  parameters.forEach((parameter, i) => {
    if (ts.isIdentifier(parameter.name) && parameter.name.text === 'this')
      refuse(parameter, 'a function with this', 'pass the object as an argument');
    const rest: Value = {
      is: 'list',
      elements: args.slice(i).map((value) => ({ does: 'add', value })),
      ordered: true,
      branch: interpreter.branch(),
    };
    const given = parameter.dotDotDotToken === undefined ? (args[i] ?? nothing) : rest;
    interpreter.bind(parameter.name, withDefault(given, parameter.initializer, scope, interpreter), scope, true);
  });

/** A function of the source with the scope around it. */
export const closureOf = (node: ts.FunctionLikeDeclaration, scope: Scope, interpreter: Interpreter): FunctionValue => ({
  is: 'function',
  parameters: node.parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined) ? 3 : node.parameters.length,
  hints: node.parameters.map(({ name }) => hintOf(name)),
  declaration: node,
  run: (args, at) => runClosure(node, args, at, scope, interpreter),
});
