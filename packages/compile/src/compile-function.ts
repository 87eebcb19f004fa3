import type { Finding } from '@wildermesser/manifest';
import type { Expression, Template } from '@wildermesser/manifest/template';
import type { Node, ts } from 'ts-morph';
import { createInterpreter } from './create-interpreter.ts';
import { lower, lowerElements } from './lower.ts';
import { Refusal, refusalFinding } from './refusal.ts';
import { renameVariables } from './rename-variables.ts';
import type { Shape, Slot } from './shape.ts';
import { shapeOf } from './type-shape.ts';
import type { FunctionValue, Unknown, Value } from './value.ts';

/** The list of manifests that a function makes, or why it cannot be translated. */
export interface CompiledFunction {
  readonly manifests?: Template['manifests'];
  readonly findings: readonly Finding[];
}

/** Names of releases and namespaces are DNS labels or subdomains. */
const releaseName: Slot = {
  shape: { kind: 'string', pattern: '^[a-z0-9.-]+$' },
  optional: false,
  nullable: false,
};

const releaseShape: Shape = {
  kind: 'object',
  variants: [],
  fixed: { name: releaseName, namespace: releaseName },
};

const parameter = (name: 'values' | 'release', shape: Shape): Unknown => ({
  is: 'unknown',
  expression: { op: 'parameter', kind: 'object', optional: false, name },
  shape,
  nullable: false,
});

/** The value that an exported name stands for, as far as it is a function. */
const asFunction = (value: Value, at: ts.Node): FunctionValue => {
  if (value.is === 'function') return value;
  throw new Refusal(at, 'the export is no function', 'export a function (values, release) => manifests');
};

const elementsOf = (value: Value, at: ts.Node): Template['manifests'] => {
  if (value.is === 'list') {
    if (value.ordered) return lowerElements(value.elements, at);
  }
  const expression: Expression = lower(value, at);
  if (expression.kind !== 'list' || expression.optional)
    throw new Refusal(at, 'the function returns no list of manifests', 'return a list');
  return [{ does: 'spread', of: expression }];
};

/** Interprets the exported function with its parameters left open. */
export const compileFunction = (
  symbol: ts.Symbol,
  valuesType: ts.Type | undefined,
  at: Node,
  checker: ts.TypeChecker,
  root: string,
  moduleCache: Map<ts.Symbol, Value>,
): CompiledFunction => {
  const { interpreter, refusals, hints } = createInterpreter(checker, root, moduleCache);
  const node = at.compilerNode as ts.Node;
  const failed = (thrown: unknown): void => {
    if (thrown instanceof RangeError)
      interpreter.collect(new Refusal(node, 'the function calls itself too deeply', 'use map, filter or flatMap'));
    else if (!interpreter.collect(thrown)) throw thrown;
  };
  let manifests: Template['manifests'] = [];
  try {
    const callee = asFunction(interpreter.moduleValue(symbol, node), node);
    const values = parameter(
      'values',
      valuesType === undefined ? { kind: 'object', variants: [] } : shapeOf(valuesType, checker),
    );
    const result = callee.run([values, parameter('release', releaseShape)], node);
    if (refusals.length === 0) manifests = renameVariables(elementsOf(result, callee.declaration ?? node), hints);
  } catch (thrown) {
    failed(thrown);
  }
  if (refusals.length > 0) return { findings: refusals.map((refusal) => refusalFinding(refusal, root)) };
  return { manifests, findings: [] };
};
