import { ts } from 'ts-morph';
import { unknownAt } from './access.ts';
import { arithmetic } from './arithmetic.ts';
import type { Interpreter } from './interpreter.ts';
import { refuse } from './refusal.ts';
import { entrySlot } from './type-shape.ts';
import { type ElementValue, known, type LoopValue, type Unknown, type Value } from './value.ts';

/** The item that a loop over unknown data is at. */
export const loopItem = (of: Unknown, loop: LoopValue, interpreter: Interpreter): Unknown => {
  const slot = of.shape.kind === 'list' ? of.shape.item() : entrySlot(of.shape as never, interpreter.checker);
  const expression = { op: 'variable', kind: slot.shape.kind, optional: slot.nullable, name: loop.variable } as const;
  const item = unknownAt(expression, slot);
  return of.isClaimed === true ? { ...item, isClaimed: true } : item;
};

/** The key that a loop over a map is at. */
export const loopKey = (loop: LoopValue, isMap: boolean): Unknown =>
  unknownAt(
    { op: 'variable', kind: isMap ? 'string' : 'integer', optional: false, name: loop.key },
    {
      shape: isMap ? { kind: 'string' } : { kind: 'integer', minimum: 0 },
      optional: false,
      nullable: false,
    },
  );

export const newLoop = (of: Unknown, interpreter: Interpreter): LoopValue => ({
  over: of.expression,
  variable: interpreter.variable('item'),
  key: interpreter.variable(of.shape.kind === 'list' ? 'index' : 'key'),
});

/** Spreads written out as loops, so that each item can be worked on. */
const opened = (element: ElementValue, interpreter: Interpreter): ElementValue => {
  if (element.does !== 'spread') return element;
  const loop = newLoop(element.of, interpreter);
  return { does: 'each', loop, elements: [{ does: 'add', value: loopItem(element.of, loop, interpreter) }] };
};

/** What a callback makes of one element; `index` is asked for only when the callback names it. */
export type ItemFunction = (item: Value, index: () => Value) => readonly ElementValue[];

const noIndex = (node: ts.Node) => (): Value =>
  refuse(node, 'the position of an item is not known here', 'use the index only in the first map over a list');

const mapInner = (
  elements: readonly ElementValue[],
  f: ItemFunction,
  index: () => Value,
  interpreter: Interpreter,
): readonly ElementValue[] =>
  elements.flatMap((raw): readonly ElementValue[] => {
    const element = opened(raw, interpreter);
    if (element.does === 'add') return f(element.value, index);
    if (element.does === 'spread') return [element];
    const mapped = interpreter.inBranch(() => mapInner(element.elements, f, index, interpreter));
    return mapped.length === 0 ? [] : [{ ...element, elements: mapped }];
  });

/** Replaces every element of a list by what `f` makes of it. */
export const mapElements = (
  elements: readonly ElementValue[],
  f: ItemFunction,
  node: ts.Node,
  interpreter: Interpreter,
): readonly ElementValue[] => {
  let before: Value | undefined = known(0);
  const result: ElementValue[] = [];
  for (const raw of elements) {
    const element = opened(raw, interpreter);
    const start: Value | undefined = before;
    if (element.does === 'add') {
      result.push(...f(element.value, () => start ?? noIndex(node)()));
      before = start?.is === 'known' ? known(Number(start.value) + 1) : undefined;
      continue;
    }
    const isPlain = element.does === 'each' && element.elements.length === 1 && element.elements[0]?.does === 'add';
    const index = (): Value => {
      if (!isPlain || start === undefined || element.does !== 'each' || element.loop.over.kind !== 'list')
        return noIndex(node)();
      const position = loopKey(element.loop, false);
      return start.is === 'known' && start.value === 0
        ? position
        : arithmetic(ts.SyntaxKind.PlusToken, position, start, node);
    };
    result.push(...mapInner([element], f, index, interpreter));
    before = undefined;
  }
  return result;
};
