import type { ts } from 'ts-morph';
import type { Scope } from './scope.ts';
import type { Branch, Value } from './value.ts';

/** What the parts of the interpreter ask of each other. */
export interface Interpreter {
  readonly checker: ts.TypeChecker;
  /** What an expression stands for, narrowed by what the checker knows at that place. */
  readonly evaluate: (node: ts.Expression, scope: Scope) => Value;
  readonly call: (callee: Value, args: readonly Value[], node: ts.Node) => Value;
  /** A function of the source, with the scope around it. */
  readonly closure: (node: ts.FunctionLikeDeclaration, scope: Scope) => Value;
  /** Runs a block of statements for its result. */
  readonly runBody: (body: ts.Block, scope: Scope) => Value;
  readonly bind: (name: ts.BindingName, value: Value, scope: Scope, mutable: boolean) => void;
  /** The value that a name of a module stands for. */
  readonly moduleValue: (symbol: ts.Symbol, node: ts.Node) => Value;
  /** The branch that is being interpreted. */
  readonly branch: () => Branch;
  /** Interprets something that happens only under a condition, or many times. */
  readonly inBranch: <Result>(run: () => Result) => Result;
  /** Collects the refusal of one member of a literal, so that the others are still read; true when it was one. */
  readonly collect: (thrown: unknown) => boolean;
  /** A name for a loop's variable; final names are chosen at the end. */
  readonly variable: (hint: string) => string;
  /** Says how the source calls a loop's variable. */
  readonly rename: (variable: string, hint: string) => void;
  /** Counts work, so that no loop and no recursion goes on for ever. */
  readonly step: (node: ts.Node) => void;
  readonly calls: { readonly node: ts.Node; readonly callee: ts.Node }[];
  readonly placeOf: (node: ts.Node) => { readonly file: string; readonly line: number };
}
