import type { Expression } from '@wildermesser/manifest/template';
import { ts } from 'ts-morph';
import { choose, distribute } from './choice.ts';
import { claim } from './claim.ts';
import type { Interpreter } from './interpreter.ts';
import { lower } from './lower.ts';
import { call, literal, present } from './make-expression.ts';
import { refuse, snippet } from './refusal.ts';
import type { Slot, StringShape } from './shape.ts';
import { entrySlot, fieldSlot } from './type-shape.ts';
import { isNothing, known, type MemberValue, nothing, type Unknown, type Value } from './value.ts';

/** Data in a place of unknown data. */
export const unknownAt = (expression: Expression, { shape, nullable }: Slot): Unknown => ({
  is: 'unknown',
  expression,
  shape,
  nullable,
});

const claimLike = (of: Unknown, part: Value): Value => (of.isClaimed === true ? claim(part) : part);

const isChained = (node: ts.Node): boolean => (node.flags & ts.NodeFlags.OptionalChain) !== 0;

const receiverThere = (value: Unknown, node: ts.Node): boolean => {
  if (!value.expression.optional) return true;
  if (!isChained(node))
    refuse(node, `${snippet(node)} reads from what may be absent`, 'write ?. instead of the dot, or check it first');
  return false;
};

const fieldOf = (value: Unknown, name: string, node: ts.Node, { checker }: Interpreter): Value => {
  const there = receiverThere(value, node);
  const { shape } = value;
  if (shape.kind === 'list' || shape.kind === 'string') {
    if (name === 'length') {
      const length: Unknown = {
        is: 'unknown',
        expression: call('length', 'integer', { ...value.expression, optional: false }),
        shape: { kind: 'integer', minimum: 0 },
        nullable: false,
      };
      return there ? length : choose(present(value.expression), length, nothing);
    }
  }
  if (shape.kind !== 'object')
    return refuse(node, `${snippet(node)} reads '${name}' of what is no object by its type`, 'give the value a type');
  const slot = fieldSlot(shape, name, checker);
  if (slot === undefined) return nothing;
  const optional = slot.optional || !there;
  return unknownAt({ op: 'field', kind: slot.shape.kind, optional, of: value.expression, name }, slot);
};

/** The member `name` as the members so far leave it; `before` is what it was without them. */
const memberOf = (
  members: readonly MemberValue[],
  name: string,
  before: Value,
  node: ts.Node,
  interpreter: Interpreter,
): Value =>
  members.reduce((value: Value, member) => {
    if (member.does === 'set') {
      if (member.key === name) return member.value;
      if (typeof member.key === 'string') return value;
      return refuse(
        node,
        `whether '${name}' is this member depends on the values`,
        'read it before you put the object together',
      );
    }
    if (member.does === 'when')
      return choose(member.test, memberOf(member.members, name, value, node, interpreter), value);
    if (member.does === 'each')
      return refuse(node, 'the object is made of entries that depend on the values', 'read from the values instead');
    return spreadField(member.of, name, value, interpreter);
  }, before);

const spreadField = (of: Unknown, name: string, before: Value, { checker }: Interpreter): Value => {
  const slot = of.shape.kind === 'object' ? fieldSlot(of.shape, name, checker) : undefined;
  if (slot === undefined) return before;
  const optional = slot.optional || of.expression.optional;
  const field = { op: 'field', kind: slot.shape.kind, optional: false, of: of.expression, name } as const;
  const value = claimLike(of, unknownAt(field, { ...slot, nullable: false }));
  return choose(present({ ...field, optional }), value, before);
};

/** `value.name`. */
export const getProperty = (value: Value, name: string, node: ts.Node, interpreter: Interpreter): Value =>
  distribute(value, (one) => {
    switch (one.is) {
      case 'known':
        if (isNothing(one) && isChained(node)) return nothing;
        if (typeof one.value === 'string' && name === 'length') return known(one.value.length);
        return refuse(
          node,
          `${snippet(node)} reads from ${JSON.stringify(one.value) ?? 'undefined'}`,
          'read from an object',
        );
      case 'object':
        return memberOf(one.members, name, nothing, node, interpreter);
      case 'list':
        if (name !== 'length') return refuse(node, `a list has no '${name}' here`, 'call a method of lists');
        return one.elements.every(({ does }) => does === 'add')
          ? known(one.elements.length)
          : unknownAt(call('length', 'integer', lower(one, node)), {
              shape: { kind: 'integer', minimum: 0 },
              optional: false,
              nullable: false,
            });
      case 'unknown':
        return claimLike(one, fieldOf(one, name, node, interpreter));
      case 'global':
        return { is: 'global', path: `${one.path}.${name}` };
      case 'module': {
        const symbol = interpreter.checker.getExportsOfModule(one.symbol).find((exported) => exported.name === name);
        return symbol === undefined ? nothing : interpreter.moduleValue(symbol, node);
      }
      case 'opaque': {
        const property = (one.native as Record<string, unknown>)[name];
        if (typeof property === 'string' || typeof property === 'number' || typeof property === 'boolean')
          return known(property);
        return refuse(node, `${snippet(node)} is no data`, 'read a string, number or boolean');
      }
      default:
        return refuse(node, `${snippet(node)} reads from what is not data`, 'read from an object');
    }
  });

const unknownItem = (value: Unknown, at: Expression, node: ts.Node, { checker }: Interpreter): Value => {
  receiverThere(value, node);
  const { shape } = value;
  if (shape.kind !== 'list' && shape.kind !== 'object')
    return refuse(node, `${snippet(node)} reads a part of what is no list and no map`, 'use a list or a map');
  const slot = shape.kind === 'list' ? shape.item() : entrySlot(shape, checker);
  return unknownAt({ op: 'item', kind: slot.shape.kind, optional: true, of: value.expression, at }, slot);
};

const inherited = Object.getOwnPropertyNames(Object.prototype);

/** Whether a key cannot be the name of something that every object has without anyone putting it there. */
const isOrdinaryKey = ({ among, pattern }: StringShape): boolean =>
  among !== undefined
    ? among.every((name) => !inherited.includes(name))
    : pattern !== undefined && !inherited.some((name) => new RegExp(pattern, 'u').test(name));

/** `value[key]`. */
export const getItem = (value: Value, key: Value, node: ts.Node, interpreter: Interpreter): Value =>
  distribute(value, (one) =>
    distribute(key, (at) => {
      if (isNothing(one) && isChained(node)) return nothing;
      if (at.is === 'known') {
        const index = typeof at.value === 'number' ? at.value : undefined;
        if (index === undefined || one.is === 'object') return getProperty(one, String(at.value), node, interpreter);
        if (one.is === 'known' && typeof one.value === 'string') return known(one.value[index]);
        if (one.is === 'list') return listItem(one.elements, index, node);
        if (one.is === 'unknown' && Number.isInteger(index) && index >= 0)
          return claimLike(one, unknownItem(one, literal(index), node, interpreter));
      }
      if (at.is === 'unknown' && !at.expression.optional) {
        if (at.shape.kind === 'string' && !isOrdinaryKey(at.shape))
          return refuse(
            node,
            `the key of ${snippet(node)} may be 'constructor' or another name that every object has`,
            'give the key a union of literals as its type, or a @pattern that rules such names out',
          );
        if (one.is === 'unknown' && at.shape.kind === 'string')
          return claimLike(one, unknownItem(one, at.expression, node, interpreter));
        if (one.is === 'object' && at.shape.kind === 'string') return knownItem(one.members, at, node);
      }
      return refuse(
        node,
        `${snippet(node)} reads a part that cannot be computed here`,
        'index maps by strings and lists by numbers that are known and not negative, or go through the list with map',
      );
    }),
  );

const listItem = (
  elements: readonly { readonly does: string; readonly value?: Value }[],
  index: number,
  node: ts.Node,
): Value => {
  const before = elements.slice(0, index + 1);
  if (before.every(({ does }) => does === 'add')) return before[index]?.value ?? nothing;
  return refuse(node, 'what stands at this position depends on the values', 'read from the list in the values');
};

/** A lookup in a table that the source holds: one comparison for each key. */
const knownItem = (members: readonly MemberValue[], key: Unknown, node: ts.Node): Value => {
  const among = key.shape.kind === 'string' ? key.shape.among : undefined;
  const entries = new Map<string, Value>();
  for (const member of members) {
    if (member.does !== 'set' || typeof member.key !== 'string')
      return refuse(
        node,
        'what this table holds depends on the values',
        'look up in the values, or in a literal object',
      );
    entries.set(member.key, member.value);
  }
  const keys = among ?? [...entries.keys()];
  const last = among === undefined ? nothing : (entries.get(keys.at(-1) ?? '') ?? nothing);
  return (among === undefined ? keys : keys.slice(0, -1)).reduceRight<Value>((otherwise, name) => {
    const test = {
      op: 'compare',
      kind: 'boolean',
      optional: false,
      operator: '==',
      left: key.expression,
      right: literal(name),
    } as const;
    return choose(test, entries.get(name) ?? nothing, otherwise);
  }, last);
};
