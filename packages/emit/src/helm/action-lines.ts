import type { Expression, Loop } from '@wildermesser/manifest/template';
import type { Scope } from './chart-scope.ts';
import { at, type Place, type YamlNode } from './literal-node.ts';
import { argument } from './operand.ts';
import { loopHead, value } from './value.ts';

/** Writes a present value: what parts of objects and lists are handed, to write what is in them. */
export type Write = (expression: Expression, place: Place, scope: Scope) => YamlNode;

/** Thrown where no single test tells whether a collection is empty; then it is put together by statements. */
export class NoTest extends Error {}

/** One of two groups of lines. */
export const ifElse = (
  test: string,
  then: readonly string[],
  otherwise: readonly string[],
  column: number,
): string[] => [
  ...at(column, [`{{- if ${test} }}`]),
  ...then,
  ...(otherwise.length === 0 ? [] : at(column, ['{{- else }}'])),
  ...otherwise,
  ...at(column, ['{{- end }}']),
];

/** Lines for each of a collection; `empty` are those for none. */
export const loopLines = (
  loop: Loop,
  body: (scope: Scope) => readonly string[],
  empty: readonly string[],
  column: number,
  scope: Scope,
): string[] => {
  const { head, inner } = loopHead(loop, scope);
  const otherwise = empty.length === 0 ? [] : [...at(column, ['{{- else }}']), ...empty];
  return [...at(column, head), ...body(inner), ...otherwise, ...at(column, ['{{- end }}'])];
};

/** Lines within a `with`, where the value is the dot. */
export const withLines = (
  operand: string,
  then: readonly string[],
  otherwise: readonly string[],
  column: number,
): string[] => [
  ...at(column, [`{{- with ${operand} }}`]),
  ...then,
  ...(otherwise.length === 0 ? [] : at(column, ['{{- else }}'])),
  ...otherwise,
  ...at(column, ['{{- end }}']),
];

/** Lines that depend on a test; an empty group is left out. */
export const choiceLines = (
  expression: Expression,
  then: readonly string[],
  otherwise: readonly string[],
  column: number,
  scope: Scope,
): string[] => {
  if (then.length + otherwise.length === 0) return [];
  const test = value(expression, scope);
  const lines =
    then.length === 0
      ? ifElse(`not ${argument(test)}`, otherwise, [], column)
      : ifElse(test.text, then, otherwise, column);
  return [...at(column, test.before), ...lines];
};

/** An expression as a test; undefined where it takes more than one action. */
export const askedFor = (expression: Expression, scope: Scope): string | undefined => {
  const operand = value(expression, scope);
  return operand.before.length > 0 ? undefined : argument(operand);
};
