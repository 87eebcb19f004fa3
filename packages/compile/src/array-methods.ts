import type { ts } from 'ts-morph';
import { getItem, unknownAt } from './access.ts';
import { callback, filtered, isText, type MethodCall, newList } from './array-call.ts';
import { find, includes, isAny } from './array-search.ts';
import { booleanValue } from './choice.ts';
import { mapElements } from './elements.ts';
import { spreadElements } from './interpret-literal.ts';
import type { Interpreter } from './interpreter.ts';
import { asValue, knownOf, unknowable } from './known-value.ts';
import { lower } from './lower.ts';
import { call, literal, not } from './make-expression.ts';
import { refuse, snippet } from './refusal.ts';
import { truthOf } from './truthiness.ts';
import { type ElementValue, known, type ListValue, nothing, type Value } from './value.ts';

const map = (method: MethodCall): Value => {
  const f = callback(method);
  const elements = mapElements(
    method.list.elements,
    (item, index) => [{ does: 'add', value: f(item, index) }],
    method.node,
    method.interpreter,
  );
  return newList(elements, method);
};

const flatMap = (method: MethodCall): Value => {
  const f = callback(method);
  const elements = mapElements(
    method.list.elements,
    (item, index) => flatElements(f(item, index), method),
    method.node,
    method.interpreter,
  );
  return newList(elements, method);
};

const flatElements = (value: Value, { node }: MethodCall): readonly ElementValue[] =>
  value.is === 'list' || (value.is === 'unknown' && value.shape.kind === 'list') || value.is === 'choice'
    ? spreadElements(value, node)
    : [{ does: 'add', value }];

const join = (method: MethodCall): Value => {
  const { args, node, list } = method;
  const [separator = known(',')] = args;
  if (separator.is !== 'known') return refuse(node, 'the separator of join depends on the values', 'use a literal');
  const expression = lower(newList(list.elements, method), node);
  if (expression.op !== 'literal' && !everyText(list.elements))
    return refuse(node, `${snippet(node)} joins what are not all strings by their type`, 'map them with String first');
  const joined = call('join', 'string', expression, literal(String(separator.value)));
  if (expression.op !== 'literal')
    return unknownAt(joined, { shape: { kind: 'string' }, optional: false, nullable: false });
  return known((knownOf(list) as readonly string[]).join(String(separator.value)));
};

const everyText = (elements: readonly ElementValue[]): boolean =>
  elements.every((element) => {
    if (element.does === 'add') return isText(element.value);
    if (element.does !== 'spread') return everyText(element.elements);
    const { shape } = element.of;
    if (shape.kind !== 'list') return false;
    const item = shape.item();
    return item.shape.kind === 'string' && !item.nullable;
  });

const slice = (method: MethodCall): Value => {
  const { list, args, node } = method;
  const bounds = args.map(knownOf);
  if (bounds.includes(unknowable) || !list.elements.every(({ does }) => does === 'add'))
    return refuse(
      node,
      `${snippet(node)} takes a part of a list that depends on the values`,
      'filter the list instead',
    );
  return newList(list.elements.slice(...(bounds as [number?, number?])), method);
};

const push = (method: MethodCall): Value => {
  const { list, args, node, interpreter } = method;
  if (list.branch !== interpreter.branch())
    return refuse(
      node,
      `${snippet(node)} changes a list, depending on the values`,
      'build the list in one place: [...list, ...(test ? [item] : [])]',
    );
  list.elements.push(...args.map((value) => ({ does: 'add' as const, value })));
  return nothing;
};

const reduce = (method: MethodCall): Value => {
  const { list, args, node, interpreter } = method;
  const [callee = nothing, ...start] = args;
  const items = list.elements.map((element) =>
    element.does === 'add'
      ? element.value
      : refuse(node, 'reduce over a list that depends on the values', 'use map, filter, flatMap, join, some or every'),
  );
  const [first, ...rest] = start.length > 0 ? [...start, ...items] : items;
  if (first === undefined) return refuse(node, 'reduce of an empty list', 'give it a start value');
  return rest.reduce((result, item) => interpreter.call(callee, [result, item], node), first);
};

const forEach = (method: MethodCall): Value => {
  if (!method.list.elements.every(({ does }) => does === 'add'))
    return refuse(
      method.node,
      'forEach over a list that depends on the values',
      'use map or flatMap and take the result',
    );
  map(method);
  return nothing;
};

const sorted = (method: MethodCall): Value => {
  const { list, args, node, interpreter } = method;
  const [only] = list.elements;
  const body = only?.does === 'each' ? only.elements[0] : undefined;
  const isKeys =
    args.length === 0 &&
    only?.does === 'each' &&
    body?.does === 'add' &&
    only.loop.over.kind === 'object' &&
    body.value.is === 'unknown' &&
    body.value.expression.op === 'variable' &&
    body.value.expression.name === only.loop.key;
  if (isKeys && list.elements.length === 1) return list;
  const items = knownOf(list);
  if (items === unknowable || args.length > 0)
    return refuse(
      node,
      `${snippet(node)} sorts by what the values hold, or by a function`,
      'let the values give the order, or sort constants without a function',
    );
  return asValue((items as string[]).toSorted(), interpreter.branch());
};

/** The unknown list that a list merely spreads. */
const itselfOf = (list: ListValue): Value => {
  const [only] = list.elements;
  return list.elements.length === 1 && only?.does === 'spread' ? only.of : list;
};

const methods: Readonly<Record<string, (method: MethodCall) => Value>> = {
  map,
  flatMap,
  forEach,
  find,
  includes,
  join,
  push,
  reduce,
  slice,
  toSorted: sorted,
  sort: (method) => {
    const { list, node, interpreter } = method;
    const result = sorted(method);
    if (result.is !== 'list' || result === list) return result;
    if (list.branch !== interpreter.branch()) return refuse(node, `${snippet(node)} changes a list`, 'use toSorted');
    list.elements.splice(0, list.elements.length, ...result.elements);
    return list;
  },
  filter: (method) => newList(filtered(method, true), method),
  some: (method) => isAny(filtered(method, true), method),
  every: (method) => {
    const broken = isAny(filtered(method, false), method);
    return booleanValue(not(truthOf(broken, method.node)));
  },
  concat: (method) =>
    newList([...method.list.elements, ...method.args.flatMap((value) => flatElements(value, method))], method),
  at: ({ list, args, node, interpreter }) => getItem(itselfOf(list), args[0] ?? known(0), node, interpreter),
  flat: (method) =>
    newList(
      mapElements(method.list.elements, (item) => flatElements(item, method), method.node, method.interpreter),
      method,
    ),
  toReversed: (method) =>
    method.list.elements.every(({ does }) => does === 'add')
      ? newList(method.list.elements.toReversed(), method)
      : refuse(method.node, 'a list that depends on the values is reversed', 'let the values give the order'),
};

/** `list.name(...args)` */
export const callArrayMethod = (
  list: ListValue,
  name: string,
  args: readonly Value[],
  node: ts.Node,
  interpreter: Interpreter,
): Value => {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method === undefined)
    return refuse(node, `lists have no translated method '${name}'`, `use ${Object.keys(methods).join(', ')}`);
  return method({ list, args, node, interpreter });
};

/** Whether a value is a list for certain, is none for certain, or may be either (undefined). */
export const isList = (value: Value): boolean | undefined => {
  if (value.is === 'list') return true;
  if (value.is !== 'unknown') return false;
  if (value.shape.kind === 'any') return undefined;
  if (value.shape.kind !== 'list') return false;
  return value.expression.optional ? undefined : true;
};
