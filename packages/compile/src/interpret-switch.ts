import type { Expression } from '@wildermesser/manifest/template';
import { ts } from 'ts-morph';
import { interpretEquality } from './interpret-operator.ts';
import type { Interpreter } from './interpreter.ts';
import { literal, or } from './make-expression.ts';
import { after, chooseOutcome, next, type Outcome } from './outcome.ts';
import { refuse } from './refusal.ts';
import type { Scope } from './scope.ts';
import { truthOf } from './truthiness.ts';
import type { Value } from './value.ts';

type Run = (statements: readonly ts.Statement[], scope: Scope, interpreter: Interpreter) => Outcome;

/** A value of which some literals are ruled out; the last one left is certain. */
const ruleOut = (value: Value, literals: readonly Value[]): Value => {
  if (value.is !== 'unknown' || value.shape.kind !== 'string' || value.shape.among === undefined) return value;
  const out = new Set(literals.map((one) => (one.is === 'known' ? one.value : undefined)));
  return { ...value, shape: { ...value.shape, among: value.shape.among.filter((text) => !out.has(text)) } };
};

/** The statements that run from a clause on: up to a break, through the clauses below. */
const statementsFrom = (clauses: readonly ts.CaseOrDefaultClause[], from: number): readonly ts.Statement[] =>
  clauses.slice(from).flatMap(({ statements }) => [...statements]);

/** `switch`: a chain of comparisons, the default last wherever it stands. */
export const interpretSwitch = (
  node: ts.SwitchStatement,
  scope: Scope,
  interpreter: Interpreter,
  run: Run,
): Outcome => {
  const { clauses } = node.caseBlock;
  let value = interpreter.evaluate(node.expression, scope);
  const at = clauses.findIndex(ts.isDefaultClause);
  const groups: { readonly test: Expression; readonly from: number }[] = [];
  let pending: Expression = literal(false);
  let isDefaultShared = false;
  for (const [i, clause] of clauses.entries()) {
    if (ts.isCaseClause(clause)) {
      const wanted = interpreter.evaluate(clause.expression, scope);
      if (wanted.is !== 'known') refuse(clause.expression, 'a case that is no literal', 'use if and ===');
      const equality = interpretEquality(value, wanted, ts.SyntaxKind.EqualsEqualsEqualsToken, clause.expression);
      pending = or(pending, truthOf(equality, clause.expression));
      value = ruleOut(value, [wanted]);
    }
    // The default takes whatever no case takes, so cases that fall into it need no test of their own.
    const isShared = clause.statements.length === 0 && i + 1 < clauses.length;
    if (isShared) continue;
    if (i === at) {
      isDefaultShared = pending.op !== 'literal' || pending.value === true;
      pending = literal(false);
      continue;
    }
    groups.push({ test: pending, from: i });
    pending = literal(false);
  }
  const runFrom = (from: number): Outcome =>
    interpreter.inBranch(() =>
      after(run(statementsFrom(clauses, from), scope, interpreter), () => next, interpreter, 'break'),
    );
  const isExhausted =
    !isDefaultShared &&
    value.is === 'unknown' &&
    value.shape.kind === 'string' &&
    value.shape.among?.length === 0 &&
    !value.expression.optional;
  const chain = (i: number): Outcome => {
    const group = groups[i];
    if (group === undefined) return at === -1 ? next : runFrom(at);
    if (group.test.op === 'literal') return group.test.value === true ? runFrom(group.from) : chain(i + 1);
    const isLast = isExhausted && i === groups.length - 1;
    return isLast ? runFrom(group.from) : chooseOutcome(group.test, runFrom(group.from), chain(i + 1));
  };
  return chain(0);
};
