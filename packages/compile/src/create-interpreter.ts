import { ts } from 'ts-morph';
import { callValue } from './interpret-call.ts';
import { interpretExpression } from './interpret-expression.ts';
import { bindName, closureOf } from './interpret-function.ts';
import { runBody } from './interpret-statement.ts';
import type { Interpreter } from './interpreter.ts';
import { moduleValues } from './module-value.ts';
import { placeOf, Refusal, refuse } from './refusal.ts';
import type { Branch, FunctionValue, Value } from './value.ts';

/** Pieces of source that one compilation may go through before it is taken for endless. */
const mostSteps = 200_000;

/** An interpreter for one compilation, and what it found and named on the way. */
export interface Interpretation {
  readonly interpreter: Interpreter;
  readonly refusals: readonly Refusal[];
  /** How the source calls the loops' variables. */
  readonly hints: ReadonlyMap<string, string>;
}

/** Where builders say who called them; they make no difference to the manifest. */
const isOriginFile = (file: string): boolean => /\/manifest\/src\/origin\.ts$/.test(file);

const originRecorder = (name: string, interpreter: () => Interpreter): FunctionValue => ({
  is: 'function',
  parameters: 2,
  hints: [],
  run: ([manifest, below]) => {
    const { calls, placeOf: place } = interpreter();
    const caller = calls.findLast(({ callee }) => below?.is === 'function' && callee === below.declaration);
    if (name === 'recordOrigin' && manifest?.is === 'object' && caller !== undefined)
      manifest.origin = place(caller.node);
    return { is: 'known', value: undefined };
  },
});

export const createInterpreter = (
  checker: ts.TypeChecker,
  root: string,
  moduleCache: Map<ts.Symbol, Value>,
): Interpretation => {
  const refusals: Refusal[] = [];
  const hints = new Map<string, string>();
  const calls: Interpreter['calls'] = [];
  let branch: Branch = { parent: undefined };
  let steps = 0;
  let variables = 0;
  const inBranch = <Result>(run: () => Result): Result => {
    const outer = branch;
    branch = { parent: outer };
    try {
      return run();
    } finally {
      branch = outer;
    }
  };
  const followed = moduleValues(() => interpreter, moduleCache);
  const interpreter: Interpreter = {
    checker,
    calls,
    inBranch,
    branch: () => branch,
    evaluate: (node, scope) => {
      interpreter.step(node);
      return interpretExpression(node, scope, interpreter);
    },
    call: (callee, args, node) => callValue(callee, args, node, interpreter),
    closure: (node, scope) => closureOf(node, scope, interpreter),
    runBody: (body, scope) => runBody(body, scope, interpreter),
    bind: (name, value, scope, mutable) => bindName(name, value, scope, mutable, interpreter),
    moduleValue: (symbol, node) => {
      const aliased = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
      const origin = aliased.valueDeclaration?.getSourceFile().fileName ?? '';
      return isOriginFile(origin)
        ? originRecorder(aliased.name, () => interpreter)
        : inBranch(() => followed(symbol, node));
    },
    collect: (thrown) => {
      if (!(thrown instanceof Refusal)) return false;
      if (thrown.calls.length === 0) thrown.calls = calls.map(({ node }) => node);
      if (!refusals.some(({ node, reason }) => node === thrown.node && reason === thrown.reason)) refusals.push(thrown);
      return true;
    },
    variable: (hint) => {
      variables += 1;
      const name = `$${variables}`;
      hints.set(name, hint);
      return name;
    },
    rename: (variable, hint) => {
      if (['item', 'index', 'key'].includes(hints.get(variable) ?? '')) hints.set(variable, hint);
    },
    step: (node) => {
      steps += 1;
      if (steps > mostSteps) refuse(node, 'this goes on for too long', 'make the constants that it goes through fewer');
    },
    placeOf: (node) => {
      const { file, line } = placeOf(node, root);
      return { file, line };
    },
  };
  return { interpreter, refusals, hints };
};
