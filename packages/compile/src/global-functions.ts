import type { ts } from 'ts-morph';
import { unknownAt } from './access.ts';
import { divide, extreme } from './arithmetic.ts';
import { callArrayMethod, isList } from './array-methods.ts';
import { booleanValue, distribute } from './choice.ts';
import type { Interpreter } from './interpreter.ts';
import { toJson } from './json-text.ts';
import { asValue, knownOf, unknowable } from './known-value.ts';
import { call, present } from './make-expression.ts';
import { assignAll, fromEntries, objectParts } from './object-functions.ts';
import { refuse, snippet } from './refusal.ts';
import { isDecimal } from './shape.ts';
import { concatenate } from './text-value.ts';
import { truthOf } from './truthiness.ts';
import { known, nothing, type Value } from './value.ts';

interface GlobalCall {
  readonly args: readonly Value[];
  readonly first: Value;
  readonly node: ts.Node;
  readonly interpreter: Interpreter;
}

const toInteger = ({ first, args, node }: GlobalCall): Value =>
  distribute(first, (one) => {
    const [, radix] = args;
    if (one.is === 'known')
      return known(radix === undefined ? Number(one.value) : Number.parseInt(String(one.value), 10));
    if (one.is !== 'unknown' || one.expression.optional)
      return refuse(node, `${snippet(node)} makes a number of what may be absent`, 'give it a fallback with ??');
    if (one.shape.kind === 'integer' || one.shape.kind === 'number') return one;
    if (one.shape.kind !== 'string' || !isDecimal(one.shape))
      return refuse(
        node,
        `${snippet(node)} makes a number of a string that may be none`,
        'make it a number in the interface, or limit it with @pattern ^[0-9]{1,15}$',
      );
    return unknownAt(call('toInteger', 'integer', one.expression), {
      shape: { kind: 'integer' },
      optional: false,
      nullable: false,
    });
  });

const parseInteger = (asked: GlobalCall): Value => {
  const radix = asked.args[1];
  if (radix !== undefined && !(radix.is === 'known' && radix.value === 10))
    return refuse(asked.node, 'a number in another base than 10', 'use base 10');
  return toInteger({ ...asked, args: [asked.first, known(10)] });
};

const round = (rounding: 'trunc' | 'floor' | 'ceil', { first, node }: GlobalCall): Value =>
  distribute(first, (one) => {
    if (one.is === 'known') return known(Math[rounding](Number(one.value)));
    if (one.is === 'unknown' && one.shape.kind === 'integer' && !one.expression.optional) return one;
    return refuse(node, `${snippet(node)} rounds what is no whole number`, 'divide inside: Math.trunc(a / b)');
  });

const isArray = ({ first, node }: GlobalCall): Value =>
  distribute(first, (one) => {
    const answer = isList(one);
    if (answer !== undefined) return known(answer);
    if (one.is === 'unknown' && one.shape.kind === 'list') return booleanValue(present(one.expression));
    return refuse(
      node,
      'whether this is a list is not known from its type',
      'tell the cases apart by a field with a literal type',
    );
  });

const fromLength = ({ args, first, node, interpreter }: GlobalCall): Value => {
  if (first.is === 'list') {
    if (args[1] === undefined) return { ...first, elements: [...first.elements], branch: interpreter.branch() };
    return callArrayMethod(first, 'map', args.slice(1), node, interpreter);
  }
  return distribute(first, (one) => {
    const options = knownOf(one) as { length?: number } | typeof unknowable;
    const callee = args[1];
    if (typeof options !== 'object' || typeof options.length !== 'number' || options.length > 10_000)
      return refuse(node, `${snippet(node)} makes a list as long as the values say`, 'let the values hold the list');
    const elements = Array.from({ length: options.length }, (_, i) => ({
      does: 'add' as const,
      value: callee === undefined ? nothing : interpreter.call(callee, [nothing, known(i)], node),
    }));
    return { is: 'list', elements, ordered: true, branch: interpreter.branch() };
  });
};

const bytesOf = ({ first, args, node }: GlobalCall): Value =>
  distribute(first, (one) => {
    const encoding = args[1] ?? known('utf8');
    if (encoding.is !== 'known' || !['utf8', 'utf-8'].includes(String(encoding.value)))
      return refuse(node, 'bytes in another encoding than UTF-8', 'use UTF-8');
    if (one.is === 'unknown' && one.shape.kind === 'string' && !one.expression.optional)
      return { is: 'bytes', text: one };
    if (one.is === 'known' && typeof one.value === 'string') return { is: 'opaque', native: Buffer.from(one.value) };
    return refuse(node, `${snippet(node)} takes the bytes of what may be no string`, 'give it a string');
  });

/** Functions of the language that take unknown data. */
const functions: Readonly<Record<string, (asked: GlobalCall) => Value>> = {
  'Object.keys': ({ first, node, interpreter }) => objectParts('keys', first, node, interpreter),
  'Object.values': ({ first, node, interpreter }) => objectParts('values', first, node, interpreter),
  'Object.entries': ({ first, node, interpreter }) => objectParts('entries', first, node, interpreter),
  'Object.fromEntries': ({ first, node, interpreter }) => fromEntries(first, node, interpreter),
  'Object.assign': ({ args, node, interpreter }) => assignAll(args, node, interpreter),
  'Object.freeze': ({ first }) => first,
  'Array.isArray': isArray,
  'Array.from': fromLength,
  'Array.of': ({ args, interpreter }) => ({
    is: 'list',
    elements: args.map((value) => ({ does: 'add', value })),
    ordered: true,
    branch: interpreter.branch(),
  }),
  'Math.min': ({ args, node }) => extreme('min', args, node),
  'Math.max': ({ args, node }) => extreme('max', args, node),
  'Math.trunc': (asked) => round('trunc', asked),
  'Math.floor': (asked) => round('floor', asked),
  'Math.ceil': (asked) => round('ceil', asked),
  'JSON.stringify': ({ args, node }) => toJson(args, node),
  'Buffer.from': bytesOf,
  'Number.parseInt': parseInteger,
  parseInt: parseInteger,
  Number: toInteger,
  String: ({ first, node }) => concatenate([first], node),
  Boolean: ({ first, node }) => booleanValue(truthOf(first, node)),
};

/** Functions that give the same for the same: run as they are when all arguments are known. */
const pure = new Set([
  'Object.is',
  'Object.hasOwn',
  'JSON.parse',
  'Number.isInteger',
  'Number.isSafeInteger',
  'Number.isFinite',
  'Number.isNaN',
  'Number.parseFloat',
  'parseFloat',
  'isNaN',
  'isFinite',
  'encodeURIComponent',
  'decodeURIComponent',
  'encodeURI',
  'decodeURI',
  'btoa',
  'atob',
  'structuredClone',
  'String.fromCharCode',
  'String.fromCodePoint',
  'Math.abs',
  'Math.sign',
  'Math.sqrt',
  'Math.round',
  'Math.pow',
  'Math.log2',
  'Math.log10',
  'Object.groupBy',
  'String.raw',
  'RegExp.escape',
]);

/** What makes a build differ from the last one, by the first word of its name. */
const impure: Readonly<Record<string, string>> = {
  Date: 'the time',
  performance: 'the time',
  Temporal: 'the time',
  process: 'the environment of the build',
  crypto: 'chance',
  fetch: 'the network',
  setTimeout: 'the time',
  setInterval: 'the time',
  setImmediate: 'the time',
  queueMicrotask: 'the time',
  console: 'something outside',
  Intl: "the machine's language",
  globalThis: 'something outside',
  require: 'something outside',
};

/** Refuses a name whose value nobody can repeat. */
export const refuseImpure = (path: string, node: ts.Node): void => {
  const [word = ''] = path.split('.');
  const what = path === 'Math.random' ? 'chance' : Object.hasOwn(impure, word) ? impure[word] : undefined;
  if (what !== undefined)
    refuse(node, `${path} depends on ${what}, so that no two builds are the same`, 'make it a field of the values');
};

const constants: Readonly<Record<string, Value>> = {
  undefined: nothing,
  NaN: known(Number.NaN),
  Infinity: known(Number.POSITIVE_INFINITY),
  'Number.MAX_SAFE_INTEGER': known(Number.MAX_SAFE_INTEGER),
  'Number.MIN_SAFE_INTEGER': known(Number.MIN_SAFE_INTEGER),
  'Math.PI': known(Math.PI),
};

/** A name of the language: its value when it is a constant, else the name, to be called. */
export const globalValue = (path: string, node: ts.Node): Value => {
  refuseImpure(path, node);
  return (Object.hasOwn(constants, path) ? constants[path] : undefined) ?? { is: 'global', path };
};

const nativeOf = (path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], globalThis);

/** Calls a function of the language. */
export const callGlobal = (path: string, args: readonly Value[], node: ts.Node, interpreter: Interpreter): Value => {
  refuseImpure(path, node);
  const f = Object.hasOwn(functions, path) ? functions[path] : undefined;
  if (f !== undefined) return f({ args, first: args[0] ?? nothing, node, interpreter });
  const natives = args.map(knownOf);
  if (!pure.has(path))
    return refuse(node, `${path} is not translated`, 'use what the language reference of templates lists');
  if (natives.includes(unknowable))
    return refuse(
      node,
      `${path} is not translated for what depends on the values`,
      'compute it from constants, or make it a field of the values',
    );
  return asValue(Reflect.apply(nativeOf(path) as () => unknown, undefined, natives), interpreter.branch());
};

/** `Math.floor(a / b)`: the one place where whole numbers are divided. */
export const divideRounded = (path: string, left: Value, right: Value, node: ts.Node): Value =>
  divide(path.slice('Math.'.length) as 'trunc', left, right, node);
