import type { ts } from 'ts-morph';
import { refuse, snippet } from './refusal.ts';
import type { Branch, Value } from './value.ts';

interface Binding {
  value: Value;
  readonly mutable: boolean;
  readonly branch: Branch;
}

/** What names stand for inside a function or a block. */
export interface Scope {
  readonly bindings: Map<ts.Symbol, Binding>;
  readonly parent: Scope | undefined;
}

export const newScope = (parent?: Scope): Scope => ({ bindings: new Map(), parent });

const find = (symbol: ts.Symbol, scope: Scope): Binding | undefined => {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const binding = at.bindings.get(symbol);
    if (binding !== undefined) return binding;
  }
  return undefined;
};

export const lookUp = (symbol: ts.Symbol, scope: Scope): Value | undefined => find(symbol, scope)?.value;

/** Gives a `let` another value; refused where whether that happens depends on the parameters. */
export const assign = (symbol: ts.Symbol, value: Value, scope: Scope, branch: Branch, node: ts.Node): void => {
  const binding = find(symbol, scope);
  if (binding === undefined || !binding.mutable || binding.branch !== branch)
    refuse(
      node,
      `the assignment ${snippet(node)} depends on the values, or changes what others see`,
      'declare a const and choose its value with a ternary',
    );
  binding.value = value;
};
