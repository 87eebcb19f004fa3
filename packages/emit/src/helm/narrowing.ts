import type { Expression } from '@wildermesser/manifest/template';
import type { Scope } from './chart-scope.ts';

const subject = (expression: Expression): string =>
  JSON.stringify(expression, (name, value: unknown) =>
    name === 'origin' || name === 'kind' || name === 'optional' ? undefined : value,
  );

/** What is known to be present where a test holds, or does not. */
const provenBy = (test: Expression, holds: boolean): string[] => {
  if (test.op === 'present') return holds ? [subject(test.of)] : [];
  if (test.op === 'not') return provenBy(test.of, !holds);
  if (test.op !== (holds ? 'and' : 'or')) return [];
  return [...provenBy(test.left, holds), ...provenBy(test.right, holds)];
};

/** The scope of a branch. */
export const narrowed = (scope: Scope, test: Expression, holds: boolean): Scope => {
  const proven = provenBy(test, holds);
  return proven.length === 0 ? scope : { ...scope, present: new Set([...scope.present, ...proven]) };
};

/** Whether the value may be absent here, after all tests around it. A null that the author wrote is there. */
export const mayBeAbsent = (expression: Expression, scope: Scope): boolean => {
  if (expression.op === 'literal' || !expression.optional) return false;
  if (expression.op === 'condition') {
    const { test, then, otherwise } = expression;
    return mayBeAbsent(then, narrowed(scope, test, true)) || mayBeAbsent(otherwise, narrowed(scope, test, false));
  }
  if (expression.op === 'fallback') return mayBeAbsent(expression.otherwise, scope);
  return !scope.present.has(subject(expression));
};
