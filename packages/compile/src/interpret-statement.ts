import type { Expression } from '@wildermesser/manifest/template';
import { ts } from 'ts-morph';
import { choose } from './choice.ts';
import { closureOf } from './interpret-function.ts';
import { spreadElements } from './interpret-literal.ts';
import { interpretSwitch } from './interpret-switch.ts';
import type { Interpreter } from './interpreter.ts';
import type { Outcome } from './outcome.ts';
import { after, chooseOutcome, next } from './outcome.ts';
import { refuse, snippet } from './refusal.ts';
import { newScope, type Scope } from './scope.ts';
import { truthOf } from './truthiness.ts';
import { nothing, type Value } from './value.ts';

const hoist = (statements: readonly ts.Statement[], scope: Scope, interpreter: Interpreter): void => {
  for (const statement of statements)
    if (ts.isFunctionDeclaration(statement) && statement.name !== undefined && statement.body !== undefined)
      interpreter.bind(statement.name, closureOf(statement, scope, interpreter), scope, false);
};

/** Runs statements one after the other in a scope of their own. */
export const runStatements = (statements: readonly ts.Statement[], outer: Scope, interpreter: Interpreter): Outcome => {
  const scope = newScope(outer);
  hoist(statements, scope, interpreter);
  const from = (i: number): Outcome => {
    const statement = statements[i];
    if (statement === undefined) return next;
    return after(runStatement(statement, scope, interpreter), () => from(i + 1), interpreter);
  };
  return from(0);
};

/** Runs a statement that stands under a condition: a block or a single one. */
const runBranch = (statement: ts.Statement | undefined, scope: Scope, interpreter: Interpreter): Outcome =>
  statement === undefined
    ? next
    : runStatements(ts.isBlock(statement) ? statement.statements : [statement], scope, interpreter);

const runIf = (node: ts.IfStatement, scope: Scope, interpreter: Interpreter): Outcome => {
  const test = truthOf(interpreter.evaluate(node.expression, scope), node.expression);
  if (test.op === 'literal')
    return runBranch(test.value === true ? node.thenStatement : node.elseStatement, scope, interpreter);
  const then = interpreter.inBranch(() => runBranch(node.thenStatement, scope, interpreter));
  const otherwise = interpreter.inBranch(() => runBranch(node.elseStatement, scope, interpreter));
  return chooseOutcome(test, then, otherwise);
};

const declare = (list: ts.VariableDeclarationList, scope: Scope, interpreter: Interpreter): void => {
  const mutable = (list.flags & ts.NodeFlags.Const) === 0;
  for (const { name, initializer } of list.declarations)
    interpreter.bind(
      name,
      initializer === undefined ? nothing : interpreter.evaluate(initializer, scope),
      scope,
      mutable,
    );
};

/** The outcome of a loop's body for the loop: `continue` goes on, `break` is for the caller to see. */
const loopOver = (items: readonly Value[], run: (item: Value) => Outcome, interpreter: Interpreter): Outcome => {
  const from = (i: number): Outcome => {
    const item = items[i];
    if (item === undefined) return next;
    return after(run(item), () => from(i + 1), interpreter, 'continue');
  };
  return after(from(0), () => next, interpreter, 'break');
};

const runForOf = (node: ts.ForOfStatement, scope: Scope, interpreter: Interpreter): Outcome => {
  const list = interpreter.evaluate(node.expression, scope);
  const elements = list.is === 'unknown' ? undefined : spreadElements(list, node.expression);
  if (
    elements === undefined ||
    !elements.every(({ does }) => does === 'add') ||
    !ts.isVariableDeclarationList(node.initializer)
  )
    return refuse(
      node.expression,
      'a loop over data that depends on the values',
      'use map, filter or flatMap and take the result',
    );
  const name = node.initializer.declarations[0]?.name as ts.BindingName;
  const run = (item: Value): Outcome => {
    interpreter.step(node);
    const inner = newScope(scope);
    interpreter.bind(name, item, inner, true);
    return runBranch(node.statement, inner, interpreter);
  };
  const items = elements.flatMap((element) => (element.does === 'add' ? [element.value] : []));
  return loopOver(items, run, interpreter);
};

/** `for (;;)`, `while` and `do`: with conditions that are known. */
const runLoop = (
  node: ts.ForStatement | ts.WhileStatement | ts.DoStatement,
  outer: Scope,
  interpreter: Interpreter,
): Outcome => {
  const scope = newScope(outer);
  if (ts.isForStatement(node) && node.initializer !== undefined) {
    if (ts.isVariableDeclarationList(node.initializer)) declare(node.initializer, scope, interpreter);
    else interpreter.evaluate(node.initializer, scope);
  }
  const test = ts.isForStatement(node) ? node.condition : node.expression;
  const goesOn = (): boolean => {
    if (test === undefined) return true;
    const truth: Expression = truthOf(interpreter.evaluate(test, scope), test);
    if (truth.op === 'literal') return truth.value === true;
    return refuse(
      test,
      'how often this loop runs depends on the values',
      'use map, filter or flatMap and take the result',
    );
  };
  const round = (isFirst: boolean): Outcome => {
    interpreter.step(node);
    if (!(isFirst && ts.isDoStatement(node)) && !goesOn()) return next;
    const again = (): Outcome => {
      if (ts.isForStatement(node) && node.incrementor !== undefined) interpreter.evaluate(node.incrementor, scope);
      return round(false);
    };
    return after(runBranch(node.statement, scope, interpreter), again, interpreter, 'continue');
  };
  return after(round(true), () => next, interpreter, 'break');
};

const runThrow = (node: ts.ThrowStatement): never =>
  refuse(
    node,
    `the function throws here for some values: ${snippet(node.expression)}`,
    'let the interface rule those values out, with a narrower type, @minimum, @pattern or the like',
  );

const runStatement = (node: ts.Statement, scope: Scope, interpreter: Interpreter): Outcome => {
  interpreter.step(node);
  if (ts.isReturnStatement(node))
    return {
      kind: 'return',
      value: node.expression === undefined ? nothing : interpreter.evaluate(node.expression, scope),
    };
  if (ts.isVariableStatement(node)) declare(node.declarationList, scope, interpreter);
  else if (ts.isExpressionStatement(node)) interpreter.evaluate(node.expression, scope);
  else if (ts.isIfStatement(node)) return runIf(node, scope, interpreter);
  else if (ts.isBlock(node)) return runStatements(node.statements, scope, interpreter);
  else if (ts.isSwitchStatement(node)) return interpretSwitch(node, scope, interpreter, runStatements);
  else if (ts.isForOfStatement(node)) return runForOf(node, scope, interpreter);
  else if (ts.isForStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node))
    return runLoop(node, scope, interpreter);
  else if (ts.isThrowStatement(node)) return runThrow(node);
  else if (ts.isBreakStatement(node) && node.label === undefined) return { kind: 'break' };
  else if (ts.isContinueStatement(node) && node.label === undefined) return { kind: 'continue' };
  else if (!isInert(node)) return refuse(node, ...refusedStatement(node));
  return next;
};

const isInert = (node: ts.Statement): boolean =>
  ts.isFunctionDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isEmptyStatement(node);

const refusedStatement = (node: ts.Statement): readonly [string, string] => {
  if (ts.isTryStatement(node))
    return ['try and catch are not translated', 'check beforehand, or let the interface rule it out'];
  if (ts.isForInStatement(node)) return ['for…in is not translated', 'use Object.keys(object).map'];
  if (ts.isClassDeclaration(node)) return ['a class is not translated', 'use functions and plain objects'];
  return [`${snippet(node)} is not translated`, 'use const, if, switch and return'];
};

const resultOf = (outcome: Outcome): Value => {
  if (outcome.kind === 'return') return outcome.value;
  if (outcome.kind === 'choice') return choose(outcome.test, resultOf(outcome.then), resultOf(outcome.otherwise));
  return nothing;
};

/** The result of a function's body. */
export const runBody = (body: ts.Block, scope: Scope, interpreter: Interpreter): Value =>
  resultOf(runStatements(body.statements, scope, interpreter));
