import type { ts } from 'ts-morph';
import { mapElements } from './elements.ts';
import type { Interpreter } from './interpreter.ts';
import { not } from './make-expression.ts';
import { refuse, snippet } from './refusal.ts';
import { truthOf } from './truthiness.ts';
import type { ElementValue, ListValue, Value } from './value.ts';

/** A call of a method of a list. */
export interface MethodCall {
  readonly list: ListValue;
  readonly args: readonly Value[];
  readonly node: ts.Node;
  readonly interpreter: Interpreter;
}

/** A list made of another. */
export const newList = (elements: readonly ElementValue[], { list, interpreter }: MethodCall): ListValue => ({
  is: 'list',
  elements: [...elements],
  ordered: list.ordered,
  branch: interpreter.branch(),
});

/** Lets the loops of the output call their variables as the source does. */
const nameVariables = (item: Value, hint: string | readonly string[] | undefined, interpreter: Interpreter): void => {
  if (item.is === 'unknown' && item.expression.op === 'variable' && typeof hint === 'string')
    interpreter.rename(item.expression.name, hint);
  if (item.is === 'list' && Array.isArray(hint))
    item.elements.forEach((element, i) => {
      if (element.does === 'add') nameVariables(element.value, hint[i] as string | undefined, interpreter);
    });
};

/** The function that a method is given, as a function of items. */
export const callback = ({ args, node, interpreter }: MethodCall) => {
  const [callee] = args;
  if (callee === undefined || (callee.is !== 'function' && callee.is !== 'global'))
    return refuse(node, `${snippet(node)} is given no function`, 'give it an arrow function');
  return (item: Value, index: () => Value): Value => {
    if (callee.is === 'function') nameVariables(item, callee.hints[0], interpreter);
    const isIndexed = callee.is === 'function' && callee.parameters > 1;
    const named = isIndexed ? index() : undefined;
    if (named !== undefined && callee.is === 'function') nameVariables(named, callee.hints[1], interpreter);
    if (callee.is === 'function' && callee.parameters > 2)
      return refuse(node, 'the callback asks for the whole list', 'use the list from around it');
    return interpreter.call(callee, named === undefined ? [item] : [item, named], node);
  };
};

/** The elements for which the callback counts as true, or as false. */
export const filtered = (method: MethodCall, isKept: boolean): readonly ElementValue[] => {
  const f = callback(method);
  return mapElements(
    method.list.elements,
    (item, index) => {
      const truth = truthOf(f(item, index), method.node);
      const test = isKept ? truth : not(truth);
      const kept: ElementValue = { does: 'add', value: item };
      if (test.op === 'literal') return test.value === true ? [kept] : [];
      return [{ does: 'when', test, elements: [kept] }];
    },
    method.node,
    method.interpreter,
  );
};

/** Whether a value is a string for certain. */
export const isText = (value: Value): boolean =>
  value.is === 'known'
    ? typeof value.value === 'string'
    : value.is === 'choice'
      ? isText(value.then) && isText(value.otherwise)
      : value.is === 'unknown' && value.shape.kind === 'string' && !value.expression.optional;
