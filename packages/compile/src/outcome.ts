import type { Expression } from '@wildermesser/manifest/template';
import type { Interpreter } from './interpreter.ts';
import type { Value } from './value.ts';

/** How statements end: by going on, by leaving, or one way or the other. */
export type Outcome =
  | { readonly kind: 'next' | 'break' | 'continue' }
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'choice'; readonly test: Expression; readonly then: Outcome; readonly otherwise: Outcome };

export const next: Outcome = { kind: 'next' };

export const chooseOutcome = (test: Expression, then: Outcome, otherwise: Outcome): Outcome =>
  then.kind === otherwise.kind && then.kind !== 'return' && then.kind !== 'choice'
    ? then
    : { kind: 'choice', test, then, otherwise };

/** Goes on with `rest` wherever the outcome is to go on, or is `also`. */
export const after = (
  outcome: Outcome,
  rest: () => Outcome,
  interpreter: Interpreter,
  also?: 'break' | 'continue',
): Outcome => {
  if (outcome.kind === 'next' || outcome.kind === also) return rest();
  if (outcome.kind !== 'choice') return outcome;
  const { test, then, otherwise } = outcome;
  const continued = interpreter.inBranch(() => after(then, rest, interpreter, also));
  return chooseOutcome(
    test,
    continued,
    interpreter.inBranch(() => after(otherwise, rest, interpreter, also)),
  );
};
