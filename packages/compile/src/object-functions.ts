import type { ts } from 'ts-morph';
import { unknownAt } from './access.ts';
import { distribute } from './choice.ts';
import { loopItem, loopKey, newLoop } from './elements.ts';
import { spreadMembers } from './interpret-literal.ts';
import type { Interpreter } from './interpreter.ts';
import { present } from './make-expression.ts';
import { refuse, snippet } from './refusal.ts';
import { settle } from './settle.ts';
import { concatenate } from './text-value.ts';
import { fieldNames, fieldSlot } from './type-shape.ts';
import { type ElementValue, known, type MemberValue, type ObjectValue, type Unknown, type Value } from './value.ts';

type Part = 'keys' | 'values' | 'entries';

const partOf = (part: Part, key: Value, value: Value, interpreter: Interpreter): Value => {
  if (part === 'keys') return key;
  if (part === 'values') return value;
  const elements = [key, value].map((one) => ({ does: 'add' as const, value: one }));
  return { is: 'list', elements, ordered: true, branch: interpreter.branch() };
};

const isMaybeAbsent = (value: Value): boolean =>
  value.is === 'known'
    ? value.value === undefined
    : value.is === 'unknown'
      ? value.expression.optional
      : value.is === 'choice' && (isMaybeAbsent(value.then) || isMaybeAbsent(value.otherwise));

/** Entries of unknown data: a loop over a map; the fields one by one where the type lists them. */
const unknownEntries = (part: Part, of: Unknown, node: ts.Node, interpreter: Interpreter): readonly ElementValue[] => {
  if (of.shape.kind !== 'object')
    return refuse(node, `${snippet(node)} goes through what is no object by its type`, 'give it the type of an object');
  const { names, open } = fieldNames(of.shape, interpreter.checker);
  if (open) {
    const loop = newLoop(of, interpreter);
    const entry = partOf(part, loopKey(loop, true), loopItem(of, loop, interpreter), interpreter);
    return [{ does: 'each', loop, elements: [{ does: 'add', value: entry }] }];
  }
  const { shape } = of;
  return names.toSorted().map((name): ElementValue => {
    const slot = fieldSlot(shape, name, interpreter.checker);
    if (slot === undefined) return refuse(node, `the field '${name}' has no type`, 'give it one');
    const optional = slot.optional || of.expression.optional || shape.variants.length > 1;
    const field = { op: 'field', kind: slot.shape.kind, optional: false, of: of.expression, name } as const;
    const entry = partOf(part, known(name), unknownAt(field, { ...slot, nullable: false }), interpreter);
    const added: ElementValue = { does: 'add', value: entry };
    return optional ? { does: 'when', test: present({ ...field, optional }), elements: [added] } : added;
  });
};

const memberEntries = (
  part: Part,
  members: readonly MemberValue[],
  node: ts.Node,
  interpreter: Interpreter,
): readonly ElementValue[] =>
  members.flatMap((member): readonly ElementValue[] => {
    switch (member.does) {
      case 'set': {
        if (isMaybeAbsent(member.value))
          return refuse(
            node,
            'a member of this object may be undefined',
            'add it under a condition: ...(x === undefined ? {} : { x })',
          );
        const key = typeof member.key === 'string' ? known(member.key) : member.key;
        return [{ does: 'add', value: partOf(part, key, member.value, interpreter) }];
      }
      case 'spread':
        return unknownEntries(part, member.of, node, interpreter);
      default:
        return [{ ...member, elements: memberEntries(part, member.members, node, interpreter) }];
    }
  });

const isIndexLike = (key: string): boolean => /^(?:0|[1-9]\d*)$/.test(key);

/** Whether the members are gone through in the order in which they are written, each key once. */
const isOrdered = (members: readonly MemberValue[]): boolean => {
  if (members.length === 1 && members[0]?.does === 'spread') return true;
  const keys = members.map((member) =>
    member.does === 'set' && typeof member.key === 'string' ? member.key : undefined,
  );
  return !keys.includes(undefined) && new Set(keys).size === keys.length && !keys.some((key) => isIndexLike(key ?? ''));
};

/** `Object.keys`, `Object.values`, `Object.entries` */
export const objectParts = (part: Part, value: Value, node: ts.Node, interpreter: Interpreter): Value =>
  distribute(value, (one) => {
    const { branch } = interpreter;
    if (one.is === 'unknown') {
      if (one.expression.optional) return refuse(node, `${snippet(node)} may be absent`, 'write ?? {} behind it');
      return {
        is: 'list',
        elements: [...unknownEntries(part, one, node, interpreter)],
        ordered: true,
        branch: branch(),
      };
    }
    if (one.is !== 'object')
      return refuse(node, `${snippet(node)} goes through what is no object`, 'give it an object');
    const elements = memberEntries(part, one.members, node, interpreter);
    return { is: 'list', elements: [...elements], ordered: isOrdered(one.members), branch: branch() };
  });

const entryMembers = (elements: readonly ElementValue[], node: ts.Node): readonly MemberValue[] =>
  elements.flatMap((element): readonly MemberValue[] => {
    if (element.does === 'add') return [entryMember(element.value, node)];
    if (element.does === 'spread')
      return refuse(node, 'these entries are not pairs', 'map the list to pairs [key, value]');
    return [{ ...element, members: entryMembers(element.elements, node) }];
  });

const entryMember = (entry: Value, node: ts.Node): MemberValue => {
  const [key, value] = entry.is === 'list' ? entry.elements : [];
  if (key?.does !== 'add' || value?.does !== 'add')
    return refuse(node, 'these entries are not pairs', 'map the list to pairs [key, value]');
  const text = settle(concatenate([key.value], node), node);
  if (text.is === 'known') return { does: 'set', key: String(text.value), value: value.value };
  if (text.is === 'unknown') return { does: 'set', key: text, value: value.value };
  return refuse(node, 'which key this is depends on a condition', 'make the key of strings of the values');
};

/** `Object.fromEntries` */
export const fromEntries = (value: Value, node: ts.Node, interpreter: Interpreter): Value =>
  distribute(value, (one) => {
    if (one.is !== 'list')
      return refuse(node, `${snippet(node)} is given no list of pairs`, 'map a list to pairs [key, value]');
    return { is: 'object', members: [...entryMembers(one.elements, node)], branch: interpreter.branch() };
  });

/** `Object.assign({}, ...)` to a new object. */
export const assignAll = (values: readonly Value[], node: ts.Node, interpreter: Interpreter): Value => {
  const [target] = values;
  if (target?.is !== 'object' || target.members.length > 0)
    return refuse(node, 'Object.assign changes its first argument', 'write { ...a, ...b }');
  const members = values.slice(1).flatMap((value) => spreadMembers(value, node));
  return { is: 'object', members: [...members], branch: interpreter.branch() };
};

/** An object without some of its members, as a rest in a pattern leaves it. */
export const without = (value: Value, names: readonly string[], node: ts.Node, interpreter: Interpreter): Value =>
  distribute(value, (one) => {
    const branch = interpreter.branch();
    if (one.is === 'object') return { is: 'object', members: [...keepMembers(one, names, node)], branch };
    if (one.is !== 'unknown' || one.shape.kind !== 'object' || one.expression.optional)
      return refuse(node, `${snippet(node)} takes the rest of what is no object for certain`, 'name the fields');
    const { shape } = one;
    const fields = fieldNames(shape, interpreter.checker);
    if (fields.open || shape.variants.length > 1)
      return refuse(node, `${snippet(node)} takes the rest of a map or of one of several types`, 'name the fields');
    const members = fields.names
      .filter((name) => !names.includes(name))
      .flatMap((name): MemberValue[] => {
        const slot = fieldSlot(shape, name, interpreter.checker);
        if (slot === undefined) return [];
        const field = {
          op: 'field',
          kind: slot.shape.kind,
          optional: slot.optional,
          of: one.expression,
          name,
        } as const;
        return [{ does: 'set', key: name, value: unknownAt(field, slot) }];
      });
    return { is: 'object', members, branch };
  });

const keepMembers = ({ members }: ObjectValue, names: readonly string[], node: ts.Node): readonly MemberValue[] =>
  members.filter((member) => {
    if (member.does === 'set' && typeof member.key === 'string') return !names.includes(member.key);
    return refuse(node, 'which members are left depends on the values', 'name the fields');
  });
