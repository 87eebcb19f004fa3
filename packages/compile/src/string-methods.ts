import type { Expression } from '@wildermesser/manifest/template';
import type { ts } from 'ts-morph';
import { unknownAt } from './access.ts';
import { booleanValue } from './choice.ts';
import type { Interpreter } from './interpreter.ts';
import { asValue, knownOf, unknowable } from './known-value.ts';
import { call, literal } from './make-expression.ts';
import { refuse, snippet } from './refusal.ts';
import { settle } from './settle.ts';
import { isAscii, type StringShape } from './shape.ts';
import type { Unknown, Value } from './value.ts';

const textAt = (expression: Expression, shape: StringShape = { kind: 'string' }): Unknown =>
  unknownAt(expression, { shape, optional: false, nullable: false });

const refuseMethod = (name: string, node: ts.Node): never =>
  refuse(
    node,
    `'${name}' of a string that depends on the values is not translated`,
    'use includes, startsWith, endsWith, toLowerCase, toUpperCase, trim or replaceAll, or let the interface ask for the parts',
  );

/** A string argument; a known one comes back as a literal. */
const textArgument = (given: Value | undefined, node: ts.Node): Expression => {
  const value = given === undefined ? undefined : settle(given, node);
  if (value?.is === 'known' && typeof value.value === 'string') return literal(value.value);
  if (value?.is === 'unknown' && value.shape.kind === 'string' && !value.expression.optional) return value.expression;
  return refuse(node, `${snippet(node)} is given what may be no string`, 'give it a string');
};

const asciiMethod = (
  name: 'lower' | 'upper' | 'trim',
  text: StringShape,
  expression: Expression,
  node: ts.Node,
): Value => {
  if (!isAscii(text))
    return refuse(
      node,
      `${snippet(node)} may meet letters or blanks beyond ASCII, which charts and programs treat otherwise than JavaScript`,
      'limit the string in the interface, for example with @pattern ^[ -~]*$',
    );
  return textAt(call(name, 'string', expression), { kind: 'string', pattern: '^[ -~]*$' });
};

const replaceAll = (text: StringShape, expression: Expression, args: readonly Value[], node: ts.Node): Value => {
  const [from, to] = args;
  if (from?.is !== 'known' || typeof from.value !== 'string' || from.value === '')
    return refuse(node, 'what is replaced is no literal string', 'replace a literal string that is not empty');
  if (to?.is !== 'known' || typeof to.value !== 'string' || to.value.includes('$'))
    return refuse(
      node,
      "the replacement is no literal string, or holds '$'",
      "replace by a literal string without '$'",
    );
  const isPlain = isAscii(text) && /^[ -~]*$/.test(to.value);
  const shape: StringShape = isPlain ? { kind: 'string', pattern: '^[ -~]*$' } : { kind: 'string' };
  return textAt(call('replace', 'string', expression, literal(from.value), literal(to.value)), shape);
};

const callUnknown = (
  receiver: Unknown,
  shape: StringShape,
  name: string,
  args: readonly Value[],
  node: ts.Node,
): Value => {
  const { expression } = receiver;
  switch (name) {
    case 'toString':
      return receiver;
    case 'startsWith':
    case 'endsWith':
    case 'includes':
      if (args.length > 1) return refuseMethod(`${name} with a position`, node);
      return booleanValue(call(name, 'boolean', expression, textArgument(args[0], node)));
    case 'toLowerCase':
    case 'toUpperCase':
      return asciiMethod(name === 'toLowerCase' ? 'lower' : 'upper', shape, expression, node);
    case 'trim':
      return asciiMethod('trim', shape, expression, node);
    case 'replaceAll':
      return replaceAll(shape, expression, args, node);
    default:
      return refuseMethod(name, node);
  }
};

/** Methods that give something else on another day or another machine. */
const unstable = new Set(['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase', 'toLocaleString']);

/** `receiver.name(...args)` of a string, known or not, that is there. */
export const callStringMethod = (
  receiver: Value,
  name: string,
  args: readonly Value[],
  node: ts.Node,
  interpreter: Interpreter,
): Value => {
  if (unstable.has(name)) return refuse(node, `${name} depends on the machine's language`, 'compare with < or ===');
  if (receiver.is === 'unknown' && receiver.shape.kind === 'string')
    return callUnknown(receiver, receiver.shape, name, args, node);
  const text = knownOf(receiver) as string;
  const natives = args.map(knownOf);
  const method = (String.prototype as unknown as Record<string, unknown>)[name];
  if (typeof method !== 'function') return refuse(node, `strings have no method '${name}'`, 'use one that they have');
  if (!natives.includes(unknowable)) return asValue(Reflect.apply(method, text, natives), interpreter.branch());
  if (name === 'includes' || name === 'startsWith' || name === 'endsWith')
    return booleanValue(call(name, 'boolean', literal(text), textArgument(args[0], node)));
  return refuseMethod(name, node);
};
