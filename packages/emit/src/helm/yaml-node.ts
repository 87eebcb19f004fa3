import type { Expression, Json } from '@wildermesser/manifest/template';
import { ifElse, NoTest } from './action-lines.ts';
import type { Scope } from './chart-scope.ts';
import { dataNode } from './data-node.ts';
import { goString } from './go-text.ts';
import { listEntries } from './list-entries.ts';
import { itemsLines } from './list-lines.ts';
import { at, literalNode, type Place, type YamlNode } from './literal-node.ts';
import { mayBeAbsent, narrowed } from './narrowing.ts';
import { expressionKey, objectEntries } from './object-entries.ts';
import { entriesLines } from './object-lines.ts';
import { pipe, simple } from './operand.ts';
import { isAbsent, named, value } from './value.ts';
import { isScalar, longText, scalarText } from './yaml-scalar.ts';

/** The text of a value that stands on lines of its own. */
const ownLines = (expression: Expression, place: Place, scope: Scope): string[] => {
  const { before, inline, lines } = node(expression, place, scope);
  return [...at(place.column, before), ...(inline === undefined ? [] : at(place.column, [inline])), ...lines];
};

const isCollection = (expression: Expression): boolean => expression.kind === 'list' || expression.kind === 'object';

const objectNode = (expression: Expression & { op: 'object' }, place: Place, scope: Scope): YamlNode => {
  const { column } = place;
  if (expression.members.length === 0) return { before: [], inline: '{}', lines: [] };
  const entries = objectEntries(expression.members);
  const [only] = entries ?? [];
  if (entries?.length === 1 && only?.is === 'rest' && only.without.length === 0) {
    return dataNode(pipe(value(only.of, scope), 'default dict'), place, scope);
  }
  try {
    if (entries?.length === 0) return { before: [], inline: '{}', lines: [] };
    if (entries !== undefined)
      return { before: [], lines: entriesLines(entries, column, scope, at(column, ['{}']), node) };
  } catch (error) {
    if (!(error instanceof NoTest)) throw error;
  }
  return dataNode(value(expression, scope), place, scope);
};

const listNode = (expression: Expression & { op: 'list' }, place: Place, scope: Scope): YamlNode => {
  const entries = listEntries(expression.elements);
  const [only] = entries;
  if (only === undefined) return { before: [], inline: '[]', lines: [] };
  if (entries.length === 1 && only.is === 'rest') {
    return dataNode(pipe(value(only.of, scope), 'default list'), place, scope);
  }
  try {
    return { before: [], lines: itemsLines(entries, place.listColumn, scope, at(place.column, ['[]']), node) };
  } catch (error) {
    if (!(error instanceof NoTest)) throw error;
  }
  return dataNode(value(expression, scope), place, scope);
};

const literalOf = (value: Json): Expression => ({ op: 'literal', value, kind: 'any', optional: false });

/** A collection known while compiling, taken apart: some string in it cannot be a block. */
const apart = (value: Json): Expression =>
  Array.isArray(value)
    ? {
        op: 'list',
        kind: 'list',
        optional: false,
        elements: value.map((item: Json) => ({ does: 'add', value: literalOf(item) })),
      }
    : {
        op: 'object',
        kind: 'object',
        optional: false,
        members: Object.entries(value as object).map(([key, item]) => ({
          does: 'set',
          key,
          value: literalOf(item as Json),
        })),
      };

/** The text of a present value. */
export const node = (expression: Expression, place: Place, scope: Scope): YamlNode => {
  const { column } = place;
  const piece = scope.pieces.size === 0 ? undefined : scope.pieces.get(expressionKey(expression));
  if (piece !== undefined) {
    const dot = scope.root === '' ? '.' : '$';
    return { before: [], lines: at(column, [`{{- include ${goString(piece)} ${dot} | nindent ${column} }}`]) };
  }
  if (expression.op === 'literal') {
    return literalNode(expression.value, column, place.listColumn) ?? node(apart(expression.value), place, scope);
  }
  if (expression.op === 'object') return objectNode(expression, place, scope);
  if (expression.op === 'list') return listNode(expression, place, scope);
  if (isCollection(expression) && !mayBeAbsent(expression, scope)) {
    if (expression.op === 'condition') {
      const test = value(expression.test, scope);
      const [then, otherwise] = [
        ownLines(expression.then, place, narrowed(scope, expression.test, true)),
        ownLines(expression.otherwise, place, narrowed(scope, expression.test, false)),
      ];
      return { before: test.before, lines: ifElse(test.text, then, otherwise, column) };
    }
    const isDefault =
      expression.op === 'fallback' &&
      ['[]', '{}'].includes(JSON.stringify((expression.otherwise as { value?: Json }).value));
    if (expression.op === 'fallback' && !isDefault) {
      const first = named(expression.of, place.hint, scope);
      const given = simple(first.name);
      const then = ownLines(expression.otherwise, place, scope);
      return {
        before: first.before,
        lines: ifElse(isAbsent(given).text, then, dataNode(given, place, scope).lines, column),
      };
    }
  }
  if (expression.op === 'text') {
    const long = longText(expression, place.hint, scope);
    if (long !== undefined) return { before: [], inline: long, lines: [] };
  }
  const operand = value(expression, scope);
  if (!isScalar(expression)) return dataNode(operand, place, scope);
  return { before: operand.before, inline: scalarText(expression, operand, scope), lines: [] };
};
