import { ts } from 'ts-morph';
import { distribute } from './choice.ts';
import type { Interpreter } from './interpreter.ts';
import { asValue } from './known-value.ts';
import { not } from './make-expression.ts';
import { refuse, snippet } from './refusal.ts';
import type { Scope } from './scope.ts';
import { settle } from './settle.ts';
import { concatenate } from './text-value.ts';
import { type ElementValue, known, type MemberValue, type ObjectValue, type Unknown, type Value } from './value.ts';

/** What `...value` adds to an object. */
export const spreadMembers = (value: Value, node: ts.Node): readonly MemberValue[] => {
  switch (value.is) {
    case 'known':
      if (typeof value.value !== 'string' || value.value === '') return [];
      return refuse(node, 'a string is spread into an object', 'spread an object');
    case 'object':
      return value.members;
    case 'choice': {
      const [then, otherwise] = [spreadMembers(value.then, node), spreadMembers(value.otherwise, node)];
      return [
        ...(then.length === 0 ? [] : [{ does: 'when' as const, test: value.test, members: then }]),
        ...(otherwise.length === 0 ? [] : [{ does: 'when' as const, test: not(value.test), members: otherwise }]),
      ];
    }
    case 'unknown':
      if (value.isFalse === true) return [];
      if (value.shape.kind === 'object') return [{ does: 'spread', of: value }];
      if (value.shape.kind === 'boolean' || value.shape.kind === 'integer') return [];
      return refuse(node, `${snippet(node)} spreads what is no object by its type`, 'give it the type of an object');
    default:
      return refuse(node, `${snippet(node)} spreads what is no object`, 'spread an object');
  }
};

/** What `...value` adds to a list. */
export const spreadElements = (value: Value, node: ts.Node): readonly ElementValue[] => {
  switch (value.is) {
    case 'list':
      if (!value.ordered) return refuse(node, 'the order of these entries is not certain', 'use Object.fromEntries');
      return value.elements;
    case 'choice': {
      const [then, otherwise] = [spreadElements(value.then, node), spreadElements(value.otherwise, node)];
      return [
        ...(then.length === 0 ? [] : [{ does: 'when' as const, test: value.test, elements: then }]),
        ...(otherwise.length === 0 ? [] : [{ does: 'when' as const, test: not(value.test), elements: otherwise }]),
      ];
    }
    case 'known':
      if (typeof value.value === 'string') return [...value.value].map((one) => ({ does: 'add', value: known(one) }));
      return refuse(node, `${snippet(node)} spreads ${String(value.value)}`, 'spread a list');
    case 'opaque':
      if (Symbol.iterator in value.native)
        return [...(value.native as Iterable<unknown>)].map((one) => ({
          does: 'add',
          value: asValue(one, { parent: undefined }),
        }));
      return refuse(node, `${snippet(node)} spreads what is no list`, 'spread a list');
    case 'unknown':
      if (value.shape.kind !== 'list')
        return refuse(node, `${snippet(node)} spreads what is no list by its type`, 'give it the type of a list');
      if (value.expression.optional)
        return refuse(node, `${snippet(node)} spreads a list that may be absent`, 'write ...(list ?? [])');
      return [{ does: 'spread', of: value }];
    default:
      return refuse(node, `${snippet(node)} spreads what is no list`, 'spread a list');
  }
};

/** `[a, ...b]` */
export const interpretArray = (node: ts.ArrayLiteralExpression, scope: Scope, interpreter: Interpreter): Value => {
  const elements = node.elements.flatMap((element): readonly ElementValue[] => {
    try {
      if (ts.isSpreadElement(element))
        return spreadElements(interpreter.evaluate(element.expression, scope), element.expression);
      if (ts.isOmittedExpression(element)) return refuse(node, 'a list with a hole', 'write undefined or leave it out');
      return [{ does: 'add', value: interpreter.evaluate(element, scope) }];
    } catch (thrown) {
      if (interpreter.collect(thrown)) return [];
      throw thrown;
    }
  });
  return { is: 'list', elements: [...elements], ordered: true, branch: interpreter.branch() };
};

/** The key that a property name stands for. */
export const keyOf = (name: ts.PropertyName, scope: Scope, interpreter: Interpreter): string | Unknown => {
  if (!ts.isComputedPropertyName(name)) {
    if (ts.isPrivateIdentifier(name)) return refuse(name, 'a private name', 'write an object literal');
    return ts.isBigIntLiteral(name) ? name.text : name.text;
  }
  const value = settle(concatenate([interpreter.evaluate(name.expression, scope)], name.expression), name);
  if (value.is === 'known') return String(value.value);
  if (value.is === 'unknown') return value;
  return refuse(
    name,
    'which key this is depends on a condition',
    'spread one of two objects: ...(test ? { a } : { b })',
  );
};

const propertyMembers = (
  property: ts.ObjectLiteralElementLike,
  scope: Scope,
  interpreter: Interpreter,
): readonly MemberValue[] => {
  if (ts.isSpreadAssignment(property))
    return spreadMembers(interpreter.evaluate(property.expression, scope), property.expression);
  if (ts.isShorthandPropertyAssignment(property))
    return [{ does: 'set', key: property.name.text, value: interpreter.evaluate(property.name, scope) }];
  if (ts.isPropertyAssignment(property)) {
    const key = keyOf(property.name, scope, interpreter);
    return [{ does: 'set', key, value: interpreter.evaluate(property.initializer, scope) }];
  }
  if (ts.isMethodDeclaration(property))
    return [
      { does: 'set', key: keyOf(property.name, scope, interpreter), value: interpreter.closure(property, scope) },
    ];
  return refuse(property, 'a getter or setter runs code where data is read', 'write a property with its value');
};

/** `{ a, [b]: c, ...d }` */
export const interpretObject = (node: ts.ObjectLiteralExpression, scope: Scope, interpreter: Interpreter): Value => {
  const members = node.properties.flatMap((property) => {
    try {
      return propertyMembers(property, scope, interpreter);
    } catch (thrown) {
      if (interpreter.collect(thrown)) return [];
      throw thrown;
    }
  });
  return { is: 'object', members: [...members], branch: interpreter.branch() } satisfies ObjectValue;
};

/** `${a} b` */
export const interpretTemplate = (node: ts.TemplateExpression, scope: Scope, interpreter: Interpreter): Value => {
  const parts = node.templateSpans.flatMap(({ expression, literal }) => [
    { value: interpreter.evaluate(expression, scope), at: expression },
    { value: known(literal.text), at: expression },
  ]);
  return parts.reduce<Value>(
    (left, { value, at }) => distribute(left, (one) => concatenate([one, value], at)),
    known(node.head.text),
  );
};
