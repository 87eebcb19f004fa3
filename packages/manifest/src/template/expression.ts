import type { Origin } from '../origin.ts';

/** Data as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * What is known of a value before it is known: enough to print it, compare it and guard it. `integer` is a whole number
 * that a double holds; `any` is data that is only passed through.
 */
export type ValueKind = 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'object' | 'any';

interface Typed {
  readonly kind: ValueKind;
  /** Whether the value may be absent. Null counts as absent everywhere, since a null in a values file deletes the key. */
  readonly optional: boolean;
  /** Where the author wrote it. */
  readonly origin?: Origin;
}

/** Known while compiling. */
export interface Literal extends Typed {
  readonly op: 'literal';
  readonly value: Json;
}

/** Nothing: a member with it is left out. Always optional. */
export interface Absent extends Typed {
  readonly op: 'absent';
}

/** One of the two arguments of a component: its values, or its release, an object with `name` and `namespace`. */
export interface Parameter extends Typed {
  readonly op: 'parameter';
  readonly name: 'values' | 'release';
}

/** What an `each` around it binds; names are unique within a template. */
export interface Variable extends Typed {
  readonly op: 'variable';
  readonly name: string;
}

/** A field of an object; absent when the object or the field is. */
export interface Field extends Typed {
  readonly op: 'field';
  readonly of: Expression;
  readonly name: string;
}

/** An entry of a map by a computed string, or of a list by a computed integer; absent when there is none. */
export interface Item extends Typed {
  readonly op: 'item';
  readonly of: Expression;
  readonly at: Expression;
}

/**
 * A string put together. The parts are strings, integers, numbers and booleans, never absent, as JavaScript prints them.
 * Numbers with a fraction have up to 15 digits and 20 places here and in `json`: Jsonnet shows others with 17 digits.
 */
export interface Text extends Typed {
  readonly op: 'text';
  readonly parts: readonly Expression[];
}

/** Compares two present scalars of one kind; strings are ordered by UTF-16 code units, only `==` and `!=` for booleans. */
export interface Compare extends Typed {
  readonly op: 'compare';
  readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=';
  readonly left: Expression;
  readonly right: Expression;
}

/** Both operands are present booleans; the right one is not looked at when the left one decides. */
export interface Logic extends Typed {
  readonly op: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}

/** The operand is a present boolean. */
export interface Not extends Typed {
  readonly op: 'not';
  readonly of: Expression;
}

/** Whether the operand is there: neither absent nor null. Zero, false and the empty string are there. */
export interface Present extends Typed {
  readonly op: 'present';
  readonly of: Expression;
}

/** The first value unless it is absent or null, else the second: the operator `??`. */
export interface Fallback extends Typed {
  readonly op: 'fallback';
  readonly of: Expression;
  readonly otherwise: Expression;
}

/** The test is a present boolean. */
export interface Condition extends Typed {
  readonly op: 'condition';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** An object put together; a later member replaces an earlier one of the same key, absent values are left out. */
export interface ObjectOf extends Typed {
  readonly op: 'object';
  readonly members: readonly Member[];
}

/** A part of an object. Spreading an absent object adds nothing. */
export type Member =
  | { readonly does: 'set'; readonly key: string | Expression; readonly value: Expression }
  | { readonly does: 'spread'; readonly of: Expression }
  | { readonly does: 'when'; readonly test: Expression; readonly members: readonly Member[] }
  | { readonly does: 'each'; readonly loop: Loop; readonly members: readonly Member[] };

/** A list put together. */
export interface ListOf extends Typed {
  readonly op: 'list';
  readonly elements: readonly Element[];
}

/** A part of a list. Added values are present; spreading an absent list adds nothing. */
export type Element =
  | { readonly does: 'add'; readonly value: Expression }
  | { readonly does: 'spread'; readonly of: Expression }
  | { readonly does: 'when'; readonly test: Expression; readonly elements: readonly Element[] }
  | { readonly does: 'each'; readonly loop: Loop; readonly elements: readonly Element[] };

/**
 * Goes through a list in its order, or through a map in the order of its keys by UTF-8 bytes. `each` over an absent list
 * or map does nothing.
 */
export interface Loop {
  readonly over: Expression;
  readonly variable: string;
  /** Name of the variable that holds the position in a list, an integer, or the key of a map, a string. */
  readonly key?: string;
}

/**
 * A function that every output has. Arguments are present.
 *
 * `length` of a string (UTF-16 units), list or map; `join` (list of strings, separator); `includes` (string in string, or
 * scalar in list); `startsWith`, `endsWith`, `lower`, `upper` (ASCII letters only), `trim` (ASCII white space);
 * `replace` (string, literal text, literal text: all occurrences); `keys` (map to sorted list); `json` (any data to
 * compact JSON with sorted keys); `toInteger` (decimal string); `add`, `subtract`, `multiply`, `divide` (whole, toward
 * zero), `modulo` of integers; `min`, `max` of two integers; `base64` of a string.
 *
 * Integers and what is computed of them stay within ±(2^53 − 1), beyond which the outputs round differently.
 */
export type FunctionName =
  | 'length'
  | 'join'
  | 'includes'
  | 'startsWith'
  | 'endsWith'
  | 'lower'
  | 'upper'
  | 'trim'
  | 'replace'
  | 'keys'
  | 'json'
  | 'toInteger'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'modulo'
  | 'min'
  | 'max'
  | 'base64';

export interface Call extends Typed {
  readonly op: 'call';
  readonly name: FunctionName;
  readonly args: readonly Expression[];
}

/**
 * What a component's function says about its result before the values are known. Whatever does not depend on the values
 * is a literal, so that what is left is what a person would have written into a template.
 */
export type Expression =
  | Literal
  | Absent
  | Parameter
  | Variable
  | Field
  | Item
  | Text
  | Compare
  | Logic
  | Not
  | Present
  | Fallback
  | Condition
  | ObjectOf
  | ListOf
  | Call;
