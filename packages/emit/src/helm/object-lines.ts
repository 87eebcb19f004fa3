import type { Condition, Expression, Fallback } from '@wildermesser/manifest/template';
import { askedFor, choiceLines, ifElse, loopLines, NoTest, type Write, withLines } from './action-lines.ts';
import { isTotal } from './certainty.ts';
import type { Scope } from './chart-scope.ts';
import { dataNode } from './data-node.ts';
import { goString } from './go-text.ts';
import { at, keyText, type YamlNode } from './literal-node.ts';
import { mayBeAbsent, narrowed } from './narrowing.ts';
import type { Entry } from './object-entries.ts';
import { argument, invoke, type Operand, pipe, simple } from './operand.ts';
import { isNeverEmpty } from './schema-facts.ts';
import { isAbsent, keyOperand, named, value } from './value.ts';
import { isScalar, scalarText } from './yaml-scalar.ts';

const keyed = (key: string, column: number, { before, inline, lines }: YamlNode): string[] => [
  ...at(column, [...before, inline === undefined ? `${key}:` : `${key}: ${inline}`]),
  ...lines,
];

const present = (of: Expression): Expression => ({ op: 'present', of, kind: 'boolean', optional: false });

/** A member whose value is one of two that cannot be told apart behind its key. */
const choiceOf = (expression: Condition | Fallback): { test: Expression; yes: Expression; no: Expression } => {
  if (expression.op === 'fallback') {
    return { test: present(expression.of), yes: { ...expression.of, optional: false }, no: expression.otherwise };
  }
  const { test, then, otherwise } = expression;
  return { test, yes: then, no: otherwise };
};

/** Whether only one of two scalars may be looked at. */
const isLazy = (expression: Condition | Fallback, scope: Scope): boolean =>
  expression.op === 'condition' &&
  isScalar(expression) &&
  !(isTotal(expression.then, scope.schema) && isTotal(expression.otherwise, scope.schema));

const setEntry = (key: string, of: Expression): Entry[] => (of.op === 'absent' ? [] : [{ is: 'set', key, value: of }]);

const memberLines = (
  key: string,
  expression: Expression,
  column: number,
  scope: Scope,
  empty: readonly string[],
  write: Write,
): string[] => {
  if (expression.op === 'absent') return [...empty];
  const place = { column: column + 2, listColumn: column, hint: key };
  const isChoice = expression.op === 'condition' || expression.op === 'fallback';
  if (isChoice && (mayBeAbsent(expression, scope) || isLazy(expression, scope))) {
    const { test, yes, no } = choiceOf(expression);
    return entryLines(
      { is: 'choice', test, yes: setEntry(key, yes), no: setEntry(key, no) },
      column,
      scope,
      empty,
      write,
    );
  }
  if (!mayBeAbsent(expression, scope)) return keyed(keyText(key), column, write(expression, place, scope));
  const { name, before } = named(expression, key, scope);
  const operand: Operand = { before: [], text: name, isSimple: true };
  const bound = (dot: Operand): YamlNode =>
    isScalar(expression)
      ? { before: [], inline: scalarText(expression, dot, scope), lines: [] }
      : dataNode(dot, place, scope);
  if (isNeverEmpty(expression, scope.schema)) {
    const lines = keyed(keyText(key), column, bound({ ...operand, text: '.' }));
    return [...at(column, before), ...withLines(name, lines, empty, column)];
  }
  const test = invoke('not', isAbsent(operand)).text;
  return [...at(column, before), ...ifElse(test, keyed(keyText(key), column, bound(operand)), empty, column)];
};

const restOperand = (of: Expression, without: readonly string[], scope: Scope): Operand => {
  const operand = value(of, scope);
  if (without.length === 0) return operand;
  return invoke('omit', pipe(operand, 'default dict'), ...without.map(goString));
};

/** The lines of one part; `empty` are those that stand there when it comes to nothing. */
const entryLines = (entry: Entry, column: number, scope: Scope, empty: readonly string[], write: Write): string[] => {
  switch (entry.is) {
    case 'set':
      return memberLines(entry.key, entry.value, column, scope, empty, write);
    case 'unless': {
      const map = pipe(value(entry.map, scope), 'default dict');
      const lines = memberLines(entry.key, entry.value, column, scope, [], write);
      const test = invoke('not', invoke('hasKey', map, goString(entry.key)));
      return [...at(column, test.before), ...ifElse(test.text, lines, [], column)];
    }
    case 'computed': {
      const key = keyOperand(entry.key, scope);
      const place = { column: column + 2, listColumn: column, hint: 'value' };
      return [
        ...at(column, key.before),
        ...keyed(`{{ ${key.text} | quote }}`, column, write(entry.value, place, scope)),
      ];
    }
    case 'choice': {
      const branch = (entries: readonly Entry[], holds: boolean): string[] =>
        entriesLines(entries, column, narrowed(scope, entry.test, holds), empty, write);
      return choiceLines(entry.test, branch(entry.yes, true), branch(entry.no, false), column, scope);
    }
    case 'rest': {
      const operand = restOperand(entry.of, entry.without, scope);
      const { lines } = dataNode(simple('.'), { column, listColumn: column, hint: '' }, scope);
      return [...at(column, operand.before), ...withLines(operand.text, lines, empty, column)];
    }
    case 'loop': {
      const body = (inner: Scope): string[] => {
        const key = `{{ ${inner.variables.get(entry.loop.key as string)} | quote }}`;
        return keyed(key, column, write(entry.value, { column: column + 2, listColumn: column, hint: 'value' }, inner));
      };
      return loopLines(entry.loop, body, empty, column, scope);
    }
  }
};

const isSure = (entry: Entry, scope: Scope): boolean => {
  if (entry.is === 'set' || entry.is === 'computed' || entry.is === 'unless') return !mayBeAbsent(entry.value, scope);
  if (entry.is !== 'choice') return false;
  const branch = (entries: readonly Entry[], holds: boolean): boolean =>
    entries.some((inner) => isSure(inner, narrowed(scope, entry.test, holds)));
  return branch(entry.yes, true) && branch(entry.no, false);
};

/** A test that holds when an entry comes to something; undefined where it takes more than an expression. */
const testOf = (entry: Entry, scope: Scope): string | undefined => {
  if (entry.is === 'set') return askedFor(present(entry.value), scope);
  if (entry.is === 'loop') return askedFor(entry.loop.over, scope);
  if (entry.is === 'rest') {
    const operand = restOperand(entry.of, entry.without, scope);
    return operand.before.length > 0 ? undefined : argument(operand);
  }
  if (entry.is !== 'choice') return undefined;
  const { test, yes, no } = entry;
  if (no.length === 0 && yes.some((inner) => isSure(inner, narrowed(scope, test, true)))) return askedFor(test, scope);
  const isOpposite = yes.length === 0 && no.some((inner) => isSure(inner, narrowed(scope, test, false)));
  return isOpposite ? askedFor({ op: 'not', of: test, kind: 'boolean', optional: false }, scope) : undefined;
};

/** The lines of all parts; `empty` are those of an object in which nothing is. */
export const entriesLines = (
  entries: readonly Entry[],
  column: number,
  scope: Scope,
  empty: readonly string[],
  write: Write,
): string[] => {
  const [only] = entries;
  if (only === undefined) return [...empty];
  const all = (): string[] => entries.flatMap((entry) => entryLines(entry, column, scope, [], write));
  if (empty.length === 0 || entries.some((entry) => isSure(entry, scope))) return all();
  if (entries.length === 1) return entryLines(only, column, scope, empty, write);
  const tests = entries.map((entry) => testOf(entry, scope));
  if (tests.includes(undefined)) throw new NoTest();
  return ifElse(`or ${tests.join(' ')}`, all(), empty, column);
};
