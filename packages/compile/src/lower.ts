import type { Element, Expression, Json, Loop, Member } from '@wildermesser/manifest/template';
import type { ts } from 'ts-morph';
import { absent, condition, literal } from './make-expression.ts';
import { refuse } from './refusal.ts';
import type { ElementValue, ListValue, LoopValue, MemberValue, ObjectValue, Value } from './value.ts';

const loop = ({ over, variable, key }: LoopValue): Loop => ({ over, variable, key });

const lowerKnown = (value: Json | undefined, node: ts.Node): Expression => {
  if (value === undefined) return absent;
  if (typeof value === 'number' && !Number.isFinite(value))
    refuse(node, `${value} is not a number that JSON can hold`, 'compute a finite number');
  return literal(value);
};

const lowerElement = (element: ElementValue, node: ts.Node): Element => {
  switch (element.does) {
    case 'add': {
      const value = lower(element.value, node);
      if (value.optional)
        refuse(
          node,
          'an element of this list may be undefined',
          'add it under a condition: ...(x === undefined ? [] : [x])',
        );
      return { does: 'add', value };
    }
    case 'spread':
      return { does: 'spread', of: element.of.expression };
    case 'when':
      return { does: 'when', test: element.test, elements: lowerElements(element.elements, node) };
    case 'each': {
      const elements = lowerElements(element.elements, node);
      const [only] = elements;
      const isItself =
        elements.length === 1 &&
        only?.does === 'add' &&
        only.value.op === 'variable' &&
        only.value.name === element.loop.variable &&
        element.loop.over.kind === 'list';
      return isItself
        ? { does: 'spread', of: element.loop.over }
        : { does: 'each', loop: loop(element.loop), elements };
    }
  }
};

/** The elements of a list as a template has them. */
export const lowerElements = (elements: readonly ElementValue[], node: ts.Node): readonly Element[] =>
  elements.map((element) => lowerElement(element, node));

const lowerList = (list: ListValue, node: ts.Node): Expression => {
  if (!list.ordered)
    refuse(
      node,
      'the order of these entries depends on how the object was put together',
      'make an object of them with Object.fromEntries, or go through an object of the values alone',
    );
  const elements = lowerElements(list.elements, node);
  const literals = elements.flatMap((one) =>
    one.does === 'add' && one.value.op === 'literal' ? [one.value.value] : [],
  );
  if (literals.length === elements.length) return literal(literals);
  const [only] = elements;
  if (elements.length === 1 && only?.does === 'spread' && !only.of.optional) return only.of;
  return { op: 'list', kind: 'list', optional: false, elements };
};

const lowerMember = (member: MemberValue, node: ts.Node): Member => {
  switch (member.does) {
    case 'set': {
      const key = typeof member.key === 'string' ? member.key : member.key.expression;
      return { does: 'set', key, value: lower(member.value, node) };
    }
    case 'spread':
      return { does: 'spread', of: member.of.expression };
    case 'when':
      return { does: 'when', test: member.test, members: lowerMembers(member.members, node) };
    case 'each':
      return { does: 'each', loop: loop(member.loop), members: lowerMembers(member.members, node) };
  }
};

/** Whether one of the members may set `key`. */
const maySet = (members: readonly Member[], key: string): boolean =>
  members.some((member) => {
    if (member.does === 'set') return typeof member.key !== 'string' || member.key === key;
    return member.does === 'spread' || maySet(member.members, key);
  });

/** Leaves out what takes away nothing, and what a later member replaces for certain. */
const lowerMembers = (members: readonly MemberValue[], node: ts.Node): readonly Member[] => {
  const lowered = members.map((member) => lowerMember(member, node));
  return lowered.filter((member, i) => {
    if (member.does === 'when' || member.does === 'each') return member.members.length > 0;
    if (member.does !== 'set' || typeof member.key !== 'string') return true;
    const isReplaced = lowered.slice(i + 1).some((later) => later.does === 'set' && later.key === member.key);
    return !isReplaced;
  });
};

const lowerObject = (object: ObjectValue, node: ts.Node): Expression => {
  const all = lowerMembers(object.members, node);
  const members = all.filter(
    (member, i) =>
      !(
        member.does === 'set' &&
        typeof member.key === 'string' &&
        member.value.op === 'absent' &&
        !maySet(all.slice(0, i), member.key)
      ),
  );
  const origin = object.origin === undefined ? {} : { origin: object.origin };
  const literals = members.flatMap((member): (readonly [string, Json])[] =>
    member.does === 'set' && typeof member.key === 'string' && member.value.op === 'literal'
      ? [[member.key, member.value.value]]
      : [],
  );
  if (literals.length === members.length) return { ...literal(Object.fromEntries(literals)), ...origin };
  const [only] = members;
  if (members.length === 1 && only?.does === 'spread' && !only.of.optional) return only.of;
  return { op: 'object', kind: 'object', optional: false, members, ...origin };
};

/** The expression for a value that is data. */
export const lower = (value: Value, node: ts.Node): Expression => {
  switch (value.is) {
    case 'known':
      return lowerKnown(value.value, node);
    case 'unknown':
      if (value.nullable)
        refuse(node, 'this may be null, which is not the same as absent', 'write ?? undefined behind it');
      return value.expression;
    case 'choice':
      return condition(value.test, lower(value.then, node), lower(value.otherwise, node));
    case 'list':
      return lowerList(value, node);
    case 'object':
      return lowerObject(value, node);
    default:
      return refuse(node, 'this is not data', 'put strings, numbers, booleans, lists and objects into a manifest');
  }
};
