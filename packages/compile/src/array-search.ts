import { ts } from 'ts-morph';
import { unknownAt } from './access.ts';
import { filtered, isText, type MethodCall, newList } from './array-call.ts';
import { booleanValue, choose, distribute } from './choice.ts';
import { interpretEquality } from './interpret-operator.ts';
import { lower } from './lower.ts';
import { call, compare, literal, or } from './make-expression.ts';
import { refuse, snippet } from './refusal.ts';
import { itemShape, settle } from './settle.ts';
import { isScalar } from './shape.ts';
import { truthOf } from './truthiness.ts';
import { type ElementValue, known, nothing, type Value } from './value.ts';

const lengthOf = (elements: readonly ElementValue[], method: MethodCall): Value =>
  elements.every(({ does }) => does === 'add')
    ? known(elements.length)
    : unknownAt(call('length', 'integer', lower(newList(elements, method), method.node)), {
        shape: { kind: 'integer', minimum: 0 },
        optional: false,
        nullable: false,
      });

/** The same elements with a number instead of each value: only how many there are matters. */
const markers = (elements: readonly ElementValue[]): readonly ElementValue[] =>
  elements.map((element) =>
    element.does === 'add'
      ? { does: 'add', value: known(1) }
      : element.does === 'spread'
        ? element
        : { ...element, elements: markers(element.elements) },
  );

/** Whether there is an element at all. */
export const isAny = (elements: readonly ElementValue[], method: MethodCall): Value => {
  if (elements.some(({ does }) => does === 'add')) return known(true);
  const tests = elements.map((element) =>
    element.does === 'when' && element.elements[0]?.does === 'add' ? element.test : undefined,
  );
  if (tests.every((test) => test !== undefined)) return booleanValue(tests.reduce(or, literal(false)));
  const marks = markers(elements);
  const length = lengthOf(marks, method);
  return length.is === 'unknown'
    ? booleanValue(compare('>', length.expression, literal(0)))
    : known(length.is === 'known' && length.value !== 0);
};

/** Whether the list is made without loops. */
const isConditional = (elements: readonly ElementValue[]): boolean =>
  elements.every((element) => element.does === 'add' || (element.does === 'when' && isConditional(element.elements)));

const firstOf = (elements: readonly ElementValue[]): Value =>
  elements.reduceRight<Value>((later, element) => {
    if (element.does === 'add') return element.value;
    return element.does === 'when' ? choose(element.test, firstOf(element.elements), later) : later;
  }, nothing);

/** `list.find(test)` */
export const find = (method: MethodCall): Value => {
  const elements = filtered(method, true);
  const [first] = elements;
  if (first === undefined) return nothing;
  if (first.does === 'add') return first.value;
  if (isConditional(elements)) return firstOf(elements);
  const shape = itemShape(elements);
  if (shape === undefined)
    return refuse(
      method.node,
      `${snippet(method.node)} searches a list of values of several kinds`,
      'search a list of one kind',
    );
  const list = lower(newList(elements, method), method.node);
  const item = { op: 'item', kind: shape.kind, optional: true, of: list, at: literal(0) } as const;
  return unknownAt(item, { shape, optional: true, nullable: false });
};

const includesAdded = (elements: readonly ElementValue[], wanted: Value, node: ts.Node): Value =>
  distribute(wanted, (one) => {
    const items = elements.flatMap((element) => (element.does === 'add' ? [element.value] : []));
    const isSame = (item: Value): Value => interpretEquality(item, one, ts.SyntaxKind.EqualsEqualsEqualsToken, node);
    if (
      one.is === 'known' ||
      items.length < 2 ||
      !items.every(isText) ||
      !isText(one) ||
      !items.every(({ is }) => is === 'known')
    )
      return items.reduceRight<Value>((later, item) => {
        const test = truthOf(isSame(item), node);
        return choose(test, known(true), later);
      }, known(false));
    const among = one.is === 'unknown' && one.shape.kind === 'string' ? one.shape.among : undefined;
    const texts = items.map((item) => (item as { value: string }).value);
    if (among?.every((text) => texts.includes(text))) return known(true);
    if (among !== undefined && !among.some((text) => texts.includes(text))) return known(false);
    return booleanValue(call('includes', 'boolean', literal(texts), lower(one, node)));
  });

/** `list.includes(value)` */
export const includes = (method: MethodCall): Value => {
  const { list, args, node } = method;
  const [wanted = nothing] = args;
  if (list.elements.every(({ does }) => does === 'add')) return includesAdded(list.elements, wanted, node);
  const shape = itemShape(list.elements);
  return distribute(settle(wanted, node), (one) => {
    const sought = itemShape([{ does: 'add', value: one }]);
    if (shape === undefined || sought?.kind !== shape.kind || !isScalar(shape))
      return refuse(
        node,
        `${snippet(node)} looks for what may be absent or of another type`,
        'look in a list of scalars for a scalar of the same type',
      );
    return booleanValue(call('includes', 'boolean', lower(list, node), lower(one, node)));
  });
};
