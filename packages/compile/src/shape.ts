import type { ValueKind } from '@wildermesser/manifest/template';
import type { ts } from 'ts-morph';
import type { Declared } from './declared.ts';

/** A string; `among` lists all values that it can have, `pattern` is what the schema asks of it. */
export interface StringShape {
  readonly kind: 'string';
  readonly among?: readonly string[];
  readonly pattern?: string;
  /** Characters at most. */
  readonly maxLength?: number;
}

/** A whole number with what is known of its range. */
export interface IntegerShape {
  readonly kind: 'integer';
  readonly among?: readonly number[];
  readonly minimum?: number;
}

export interface ListShape {
  readonly kind: 'list';
  readonly item: () => Slot;
}

/** An object of one of several types, which are closed: a value has no fields but theirs. */
export interface ObjectShape {
  readonly kind: 'object';
  readonly variants: readonly ts.Type[];
  /** What the author wrote about the place that holds it. */
  readonly declared?: Declared;
  /** Fields known without a type; replaces `variants`. */
  readonly fixed?: Readonly<Record<string, Slot>>;
}

/** What is known of a value that is not known. Deep types are looked up when asked for, since they may be recursive. */
export type Shape =
  | StringShape
  | IntegerShape
  | ListShape
  | ObjectShape
  | { readonly kind: Exclude<ValueKind, 'string' | 'integer' | 'list' | 'object'> };

/** A place that holds a value: its shape, and whether it may hold nothing (`optional`) or null (`nullable`). */
export interface Slot {
  readonly shape: Shape;
  readonly optional: boolean;
  readonly nullable: boolean;
}

export const booleanShape: Shape = { kind: 'boolean' };
export const stringShape: StringShape = { kind: 'string' };
export const integerShape: IntegerShape = { kind: 'integer' };

export const isScalar = ({ kind }: Shape): boolean =>
  kind === 'string' || kind === 'integer' || kind === 'number' || kind === 'boolean';

const asciiClass = String.raw`\[(?:\\[-dw.\]\\/]|[ -,./-Z_-~]|[ -~]-[ -~]|-)+\]`;
const asciiAtom = String.raw`(?:${asciiClass}|\\[dw.\-/]|[-a-zA-Z0-9_/:@, ])`;
const asciiText = new RegExp(String.raw`^\^(?:\((?:\?:)?|\)|\||${asciiAtom}|[*+?]|\{\d+(?:,\d*)?\})*\$$`);

/** The pattern with its groups taken out, innermost first. */
const withoutGroups = (pattern: string): string => {
  const less = pattern.replace(/\((?:\?:)?[^()]*\)/g, 'x');
  return less === pattern ? pattern : withoutGroups(less);
};

/** Whether every string of the shape consists of ASCII characters, as far as its literals or its pattern say. */
export const isAscii = ({ among, pattern }: StringShape): boolean => {
  if (among !== undefined) return among.every((text) => /^[ -~]*$/.test(text));
  if (pattern === undefined) return false;
  // An alternative outside of a group would be bound to one end of the string only.
  const isBound = asciiText.test(pattern) && !pattern.includes('[^') && !withoutGroups(pattern).includes('|');
  return pattern === '^[ -~]*$' || isBound;
};

const digits = /(?:\[[0-9]-[0-9]\]|\\d|[0-9])(?:(\+)|\{(\d+)(?:,(\d*))?\}|([*?]))?/g;

/** Digits that a pattern allows at least and at most; undefined when it allows anything else. */
const digitCount = (pattern: string): readonly [number, number] | undefined => {
  const body = /^\^(?:-\?)?(.*)\$$/.exec(pattern)?.[1];
  if (body === undefined || body.replace(digits, '') !== '') return undefined;
  const counts = [...body.matchAll(digits)].map(([, plus, from, to, other]): readonly [number, number] => {
    if (plus !== undefined) return [1, Number.POSITIVE_INFINITY];
    if (other !== undefined) return [0, other === '?' ? 1 : Number.POSITIVE_INFINITY];
    if (from === undefined) return [1, 1];
    return [Number(from), to === '' ? Number.POSITIVE_INFINITY : Number(to ?? from)];
  });
  return [counts.reduce((sum, [least]) => sum + least, 0), counts.reduce((sum, [, most]) => sum + most, 0)];
};

/** Digits of a number that a double holds whatever they are. */
const safeDigits = 15;

/** Whether every string of the shape is a decimal number that is not too large to be held exactly. */
export const isDecimal = ({ among, pattern, maxLength }: StringShape): boolean => {
  if (among !== undefined) return among.every((text) => /^-?(?:0|[1-9]\d{0,14})$/.test(text));
  const [least, most] = (pattern === undefined ? undefined : digitCount(pattern)) ?? [0, 0];
  return least > 0 && Math.min(most, maxLength ?? most) <= safeDigits;
};
