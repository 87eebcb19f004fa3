import type { Origin } from '@wildermesser/manifest';
import type { Expression } from '@wildermesser/manifest/template';
import type { ts } from 'ts-morph';
import type { Shape } from './shape.ts';

/** What a piece of source stands for while it is interpreted. */
export type Value =
  | Known
  | ObjectValue
  | ListValue
  | FunctionValue
  | Unknown
  | Choice
  | Opaque
  | Bytes
  | Global
  | Module;

/** A primitive that does not depend on the parameters. */
export interface Known {
  readonly is: 'known';
  readonly value: string | number | boolean | null | undefined;
}

/** An object whose making is known; what it holds may be unknown. */
export interface ObjectValue {
  readonly is: 'object';
  readonly members: MemberValue[];
  /** The branch in which it was made: only there may it be changed. */
  readonly branch: Branch;
  origin?: Origin;
}

/** A member's value of `undefined` takes the member away. */
export type MemberValue =
  | { readonly does: 'set'; readonly key: string | Unknown; readonly value: Value }
  | { readonly does: 'spread'; readonly of: Unknown }
  | { readonly does: 'when'; readonly test: Expression; readonly members: readonly MemberValue[] }
  | { readonly does: 'each'; readonly loop: LoopValue; readonly members: readonly MemberValue[] };

/** A list whose making is known. */
export interface ListValue {
  readonly is: 'list';
  readonly elements: ElementValue[];
  /** False for entries of an object whose keys stand in another order, or more than once: only good for an object. */
  readonly ordered: boolean;
  readonly branch: Branch;
}

export type ElementValue =
  | { readonly does: 'add'; readonly value: Value }
  | { readonly does: 'spread'; readonly of: Unknown }
  | { readonly does: 'when'; readonly test: Expression; readonly elements: readonly ElementValue[] }
  | { readonly does: 'each'; readonly loop: LoopValue; readonly elements: readonly ElementValue[] };

/** A loop over a list or a map, with the names of its variables; unused keys are dropped at the end. */
export interface LoopValue {
  readonly over: Expression;
  readonly variable: string;
  readonly key: string;
}

/** A function of the source, or one that stands for it. */
export interface FunctionValue {
  readonly is: 'function';
  /** Parameters that the function names: a callback that names no index is given none. */
  readonly parameters: number;
  /** How the callback calls its parameters, so that loop variables can be called the same. */
  readonly hints: readonly (string | readonly string[])[];
  readonly run: (args: readonly Value[], node: ts.Node) => Value;
  /** Source of a function that follows another's place: recordOrigin compares it. */
  readonly declaration?: ts.Node;
}

/** Data that depends on the parameters. */
export interface Unknown {
  readonly is: 'unknown';
  readonly expression: Expression;
  readonly shape: Shape;
  /** Whether what is absent may be null. */
  readonly nullable: boolean;
  /** A cast gave it a type that it need not have: what the checker says about it is not believed. */
  readonly isClaimed?: boolean;
  /** It is known to count as false: spreading it adds nothing to an object. */
  readonly isFalse?: boolean;
}

/** One of two values, of which at least one is more than an expression can say. */
export interface Choice {
  readonly is: 'choice';
  readonly test: Expression;
  readonly then: Value;
  readonly otherwise: Value;
  /** As of unknown data. */
  readonly isClaimed?: boolean;
}

/** A known object of the language: RegExp, Set, Map, URL, bytes. */
export interface Opaque {
  readonly is: 'opaque';
  readonly native: object;
}

/** The bytes of an unknown string, of which only the base64 form can be asked. */
export interface Bytes {
  readonly is: 'bytes';
  readonly text: Unknown;
}

/** Something that the language offers by name: `Object`, `Math.max`. */
export interface Global {
  readonly is: 'global';
  readonly path: string;
}

/** `import * as name`. */
export interface Module {
  readonly is: 'module';
  readonly symbol: ts.Symbol;
}

/** The way through conditions and loops over unknown data on which something is interpreted; compared by identity. */
export interface Branch {
  readonly parent: Branch | undefined;
}

export const known = (value: Known['value']): Known => ({ is: 'known', value });
export const nothing: Known = known(undefined);

export const isNothing = (value: Value): boolean =>
  value.is === 'known' && (value.value === undefined || value.value === null);
