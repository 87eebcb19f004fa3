import type { Expression } from '@wildermesser/manifest/template';
import { askedFor, choiceLines, ifElse, loopLines, NoTest, type Write, withLines } from './action-lines.ts';
import type { Scope } from './chart-scope.ts';
import { dataNode } from './data-node.ts';
import type { ListEntry } from './list-entries.ts';
import { at } from './literal-node.ts';
import { narrowed } from './narrowing.ts';
import { simple } from './operand.ts';
import { value } from './value.ts';

const isSureItem = (entry: ListEntry): boolean =>
  entry.is === 'add' || (entry.is === 'choice' && entry.yes.some(isSureItem) && entry.no.some(isSureItem));

const itemTest = (entry: ListEntry, scope: Scope): string | undefined => {
  if (entry.is === 'rest') return askedFor(entry.of, scope);
  if (entry.is === 'loop') return entry.body.some(isSureItem) ? askedFor(entry.loop.over, scope) : undefined;
  if (entry.is !== 'choice') return undefined;
  const { test, yes, no } = entry;
  if (no.length === 0 && yes.some(isSureItem)) return askedFor(test, scope);
  const isOpposite = yes.length === 0 && no.some(isSureItem);
  return isOpposite ? askedFor({ op: 'not', of: test, kind: 'boolean', optional: false }, scope) : undefined;
};

const addedLines = (expression: Expression, column: number, scope: Scope, write: Write): string[] => {
  const inner = column + 2;
  const { before, inline, lines } = write(expression, { column: inner, listColumn: inner, hint: 'item' }, scope);
  if (inline !== undefined) return [...at(column, [...before, `- ${inline}`]), ...lines];
  const [first = '', ...rest] = lines;
  const isText = !first.startsWith('{{-', inner);
  const head = isText
    ? [`${' '.repeat(column)}- ${first.slice(inner)}`, ...rest]
    : [`${' '.repeat(column)}-`, ...lines];
  return [...at(column, before), ...head];
};

const itemLines = (
  entry: ListEntry,
  column: number,
  scope: Scope,
  empty: readonly string[],
  write: Write,
): string[] => {
  switch (entry.is) {
    case 'add':
      return addedLines(entry.value, column, scope, write);
    case 'choice': {
      const branch = (entries: readonly ListEntry[], holds: boolean): string[] =>
        itemsLines(entries, column, narrowed(scope, entry.test, holds), empty, write);
      return choiceLines(entry.test, branch(entry.yes, true), branch(entry.no, false), column, scope);
    }
    case 'rest': {
      const operand = value(entry.of, scope);
      const { lines } = dataNode(simple('.'), { column, listColumn: column, hint: '' }, scope);
      return [...at(column, operand.before), ...withLines(operand.text, lines, empty, column)];
    }
    case 'loop': {
      if (empty.length > 0 && !entry.body.some(isSureItem)) throw new NoTest();
      const body = (inner: Scope): string[] => itemsLines(entry.body, column, inner, [], write);
      return loopLines(entry.loop, body, empty, column, scope);
    }
  }
};

/** The lines of all parts of a list; `empty` are those of a list in which nothing is. */
export const itemsLines = (
  entries: readonly ListEntry[],
  column: number,
  scope: Scope,
  empty: readonly string[],
  write: Write,
): string[] => {
  const [only] = entries;
  if (only === undefined) return [...empty];
  const all = (): string[] => entries.flatMap((entry) => itemLines(entry, column, scope, [], write));
  if (empty.length === 0 || entries.some(isSureItem)) return all();
  if (entries.length === 1) return itemLines(only, column, scope, empty, write);
  const tests = entries.map((entry) => itemTest(entry, scope));
  if (tests.includes(undefined)) throw new NoTest();
  return ifElse(`or ${tests.join(' ')}`, all(), empty, column);
};
