import { ts } from 'ts-morph';
import { getProperty } from './access.ts';
import { callArrayMethod } from './array-methods.ts';
import { choose, distribute, requiredUnknown } from './choice.ts';
import { callGlobal, divideRounded } from './global-functions.ts';
import { spreadElements } from './interpret-literal.ts';
import type { Interpreter } from './interpreter.ts';
import { asValue, knownOf, unknowable } from './known-value.ts';
import { call, present } from './make-expression.ts';
import { refuse, snippet } from './refusal.ts';
import type { Scope } from './scope.ts';
import { callStringMethod } from './string-methods.ts';
import { concatenate } from './text-value.ts';
import { isNothing, nothing, type Value } from './value.ts';

const isRounding = (path: string): boolean => path === 'Math.trunc' || path === 'Math.floor' || path === 'Math.ceil';

const argumentsOf = (node: ts.CallExpression | ts.NewExpression, scope: Scope, interpreter: Interpreter): Value[] =>
  (node.arguments ?? []).flatMap((argument): Value[] => {
    if (!ts.isSpreadElement(argument)) return [interpreter.evaluate(argument, scope)];
    return spreadElements(interpreter.evaluate(argument.expression, scope), argument).map((element) =>
      element.does === 'add'
        ? element.value
        : refuse(argument, 'how many arguments there are depends on the values', 'give the function a list'),
    );
  });

/** Calls a value. */
export const callValue = (callee: Value, args: readonly Value[], node: ts.Node, interpreter: Interpreter): Value =>
  distribute(callee, (one) => {
    if (one.is === 'function') return one.run(args, node);
    if (one.is === 'global') return callGlobal(one.path, args, node, interpreter);
    return refuse(
      node,
      `${snippet(node)} calls what is no function whose source is here`,
      'call a function of the workspace',
    );
  });

const bytesMethod = (text: Value, name: string, args: readonly Value[], node: ts.Node): Value => {
  const [encoding] = args;
  if (name !== 'toString' || text.is !== 'unknown' || encoding?.is !== 'known' || encoding.value !== 'base64')
    return refuse(node, `${snippet(node)} is not translated`, "write Buffer.from(text).toString('base64')");
  const expression = call('base64', 'string', text.expression);
  return { is: 'unknown', expression, shape: { kind: 'string', pattern: '^[ -~]*$' }, nullable: false };
};

const opaqueMethod = (
  native: object,
  name: string,
  args: readonly Value[],
  node: ts.Node,
  interpreter: Interpreter,
): Value => {
  const natives = args.map(knownOf);
  const method = (native as Record<string, unknown>)[name];
  if (natives.includes(unknowable) || typeof method !== 'function')
    return refuse(
      node,
      native instanceof RegExp
        ? `${snippet(node)} matches a string that depends on the values: no two outputs have the same regular expressions`
        : `${snippet(node)} asks a constant about what depends on the values`,
      native instanceof RegExp
        ? 'compare with ===, startsWith, endsWith or includes, or put a @pattern on the field'
        : 'use a literal list with includes, or a literal object',
    );
  return asValue(Reflect.apply(method, native, natives), interpreter.branch());
};

const scalarMethod = (
  receiver: Value,
  name: string,
  args: readonly Value[],
  node: ts.Node,
  interpreter: Interpreter,
): Value => {
  if (name === 'toString' && args.length === 0) return concatenate([receiver], node);
  if (receiver.is === 'known' && (name === 'toFixed' || name === 'toString')) {
    const natives = args.map(knownOf);
    if (natives.includes(unknowable)) return refuse(node, `${snippet(node)} depends on the values`, 'use constants');
    return asValue(
      Reflect.apply((receiver.value as number)[name] as () => unknown, receiver.value, natives),
      interpreter.branch(),
    );
  }
  return refuse(node, `${snippet(node)} calls a method that is not translated`, 'use String(value)');
};

const callMethod = (
  value: Value,
  name: string,
  args: readonly Value[],
  node: ts.CallExpression,
  interpreter: Interpreter,
): Value =>
  distribute(value, (one): Value => {
    const access = node.expression;
    const isChained = (access.flags & ts.NodeFlags.OptionalChain) !== 0;
    switch (one.is) {
      case 'known':
        if (isNothing(one) && isChained) return nothing;
        if (typeof one.value === 'string') return callStringMethod(one, name, args, node, interpreter);
        if (isNothing(one))
          return refuse(node, `${snippet(node)} reads from ${String(one.value)}`, 'read from an object');
        return scalarMethod(one, name, args, node, interpreter);
      case 'list':
        return callArrayMethod(one, name, args, node, interpreter);
      case 'bytes':
        return bytesMethod(one.text, name, args, node);
      case 'opaque':
        return opaqueMethod(one.native, name, args, node, interpreter);
      case 'unknown': {
        if (one.expression.optional) {
          if (!isChained)
            return refuse(
              node,
              `${snippet(node)} calls a method of what may be absent`,
              'write ?. instead of the dot, or check it first',
            );
          return choose(
            present(one.expression),
            callMethod(requiredUnknown(one), name, args, node, interpreter),
            nothing,
          );
        }
        if (one.shape.kind === 'string') return callStringMethod(one, name, args, node, interpreter);
        if (one.shape.kind === 'list') {
          const elements = [{ does: 'spread' as const, of: one }];
          return callArrayMethod(
            { is: 'list', elements, ordered: true, branch: { parent: undefined } },
            name,
            args,
            node,
            interpreter,
          );
        }
        if (one.shape.kind === 'object' || one.shape.kind === 'any')
          return refuse(node, `${snippet(node)} calls a method of data`, 'call a function with the data');
        return scalarMethod(one, name, args, node, interpreter);
      }
      default:
        return callValue(getProperty(one, name, access, interpreter), args, node, interpreter);
    }
  });

const skipParentheses = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? skipParentheses(node.expression) : node;

/** A call: of a function of the source, a method, or a function of the language. */
export const interpretCall = (node: ts.CallExpression, scope: Scope, interpreter: Interpreter): Value => {
  const callee = skipParentheses(node.expression);
  if (callee.kind === ts.SyntaxKind.ImportKeyword || callee.kind === ts.SyntaxKind.SuperKeyword)
    return refuse(node, `${snippet(node)} loads code while the manifests are made`, 'import it at the top');
  if (!ts.isPropertyAccessExpression(callee))
    return callValue(interpreter.evaluate(callee, scope), argumentsOf(node, scope, interpreter), node, interpreter);
  const receiver = interpreter.evaluate(callee.expression, scope);
  const name = callee.name.text;
  const [argument] = node.arguments;
  const inner = argument === undefined ? undefined : skipParentheses(argument);
  if (receiver.is === 'global' && isRounding(`${receiver.path}.${name}`) && inner !== undefined) {
    if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.SlashToken) {
      const [left, right] = [interpreter.evaluate(inner.left, scope), interpreter.evaluate(inner.right, scope)];
      return divideRounded(`${receiver.path}.${name}`, left, right, node);
    }
  }
  if (isNothing(receiver) && (callee.flags & ts.NodeFlags.OptionalChain) !== 0) return nothing;
  return callMethod(receiver, name, argumentsOf(node, scope, interpreter), node, interpreter);
};

const constructible: Readonly<Record<string, new (...args: never[]) => object>> = { RegExp, Set, Map, URL };

/** `new Set([...])` and the like, of constants. */
export const interpretNew = (node: ts.NewExpression, scope: Scope, interpreter: Interpreter): Value => {
  const callee = interpreter.evaluate(node.expression, scope);
  const make =
    callee.is === 'global' && Object.hasOwn(constructible, callee.path) ? constructible[callee.path] : undefined;
  const natives = argumentsOf(node, scope, interpreter).map(knownOf);
  if (make === undefined || natives.includes(unknowable))
    return refuse(node, `${snippet(node)} makes an object of a class`, 'use functions and plain objects');
  return { is: 'opaque', native: Reflect.construct(make, natives) as object };
};
