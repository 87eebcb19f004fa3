import type { Expression, ValueKind } from '../expression.ts';
import { type Fields, fields, kindOf, type ValueType } from './value-type.ts';

/** A value that can be reached: what the surrounding loops and the parameters offer. */
export interface Path {
  readonly expression: Expression;
  readonly type: ValueType;
}

/** What the parameters and the surrounding loops offer; the key tells scopes apart. */
export interface Scope {
  readonly key: string;
  readonly level: number;
  readonly paths: readonly Path[];
}

/** The kind of an expression that is always there, unless `optional`. */
export const typed = (kind: ValueKind, optional = false) => ({ kind, optional });

/** The expression and the fields below it. */
export const walk = (expression: Expression, type: ValueType): Path[] => [
  { expression, type },
  ...(type.kind === 'object' ? members(expression, type.fields) : []),
];

const members = (of: Expression, all: Fields): Path[] =>
  Object.entries(all).flatMap(([name, { type, optional }]) =>
    walk({ op: 'field', of, name, ...typed(kindOf(type), optional || of.optional) }, type),
  );

export const string: ValueType = { kind: 'string' };
const release = { name: { type: string, optional: false }, namespace: { type: string, optional: false } };

/** The scope of a component's function: its values and its release. */
export const outermost: Scope = {
  key: '',
  level: 0,
  paths: [
    ...members({ op: 'parameter', name: 'values', ...typed('object') }, fields),
    ...members({ op: 'parameter', name: 'release', ...typed('object') }, release),
  ],
};

/** Whether two types are one; all objects are. */
export const same = (a: ValueType, b: ValueType): boolean =>
  a.kind === b.kind && ('of' in a && 'of' in b ? same(a.of, b.of) : a.kind !== 'object');
