import type { Expression, Text } from '@wildermesser/manifest/template';
import { integer, printed } from './calls.ts';
import { fileScope, type Scope } from './chart-scope.ts';
import { goString, protect } from './go-text.ts';
import type { Operand } from './operand.ts';
import { isSmallInteger } from './schema-facts.ts';
import { value } from './value.ts';

/** Whether the value is text, a number or a boolean, as far as its type says. */
export const isScalar = ({ kind }: Expression): boolean =>
  kind === 'string' || kind === 'integer' || kind === 'number' || kind === 'boolean';

/** A scalar in a place of YAML, by what is known of it. */
export const scalarText = (expression: Expression, operand: Operand, scope: Scope): string => {
  if (expression.kind === 'string') return `{{ ${operand.text} | quote }}`;
  if (expression.kind === 'number') return `{{ ${operand.text} | toJson }}`;
  if (expression.kind === 'boolean' || isSmallInteger(expression, scope.schema)) return `{{ ${operand.text} }}`;
  const isConverted = integer(expression, () => operand) === operand;
  return isConverted ? `{{ ${operand.text} }}` : `{{ ${operand.text} | int64 }}`;
};

const isVariable = /"op":"variable"/;

/** The text that a template makes of a part, as if it stood in a file of its own. */
const body = (expression: Expression, scope: Scope): string | undefined => {
  if (expression.op === 'literal') return protect(String(expression.value));
  if (expression.op === 'text') {
    const parts = expression.parts.map((part) => body(part, scope));
    if (parts.includes(undefined)) return undefined;
    // A brace in front of an action would be taken for a part of it.
    return parts.map((part, i) => (i < parts.length - 1 ? part?.replace(/\{$/, '{{ "{" }}') : part)).join('');
  }
  if (expression.op === 'condition' && expression.kind === 'string') {
    const [test, then, otherwise] = [
      value(expression.test, scope),
      body(expression.then, scope),
      body(expression.otherwise, scope),
    ];
    if (test.before.length > 0 || then === undefined || otherwise === undefined) return undefined;
    return `{{ if ${test.text} }}${then.replace(/\{$/, '{{ "{" }}')}${otherwise === '' ? '' : `{{ else }}${otherwise.replace(/\{$/, '{{ "{" }}')}`}{{ end }}`;
  }
  const operand = printed({ op: 'text', kind: 'string', optional: false, parts: [expression] }, (part) =>
    value(part, scope),
  );
  if (operand.before.length > 0) return undefined;
  // One argument alone prints as its verb would print it, and needs no parentheses.
  const alone = /^(?:printf "%[dts]"|toString) (.*)$/.exec(operand.text)?.[1]?.replace(/^\((.*)\)$/, '$1');
  return `{{ ${alone ?? operand.text} }}`;
};

/**
 * A text of several lines as a definition, so that it can be read as what it is; undefined where it depends on a loop or
 * its ends would be trimmed.
 */
export const longText = (expression: Text, hint: string, scope: Scope): string | undefined => {
  const isLong = expression.parts.some(
    ({ op, ...part }) => op === 'literal' && 'value' in part && String(part.value).includes('\n'),
  );
  if (!isLong || isVariable.test(JSON.stringify(expression))) return undefined;
  const text = body(expression, fileScope(scope));
  if (text === undefined || /^\s|[ \t\r]$|[^\P{Cc}\n\t]/u.test(text) || text === '') return undefined;
  const lines = text.endsWith('\n') ? `${text}{{ end }}` : `${text}\n{{- end }}`;
  const stem = `${scope.chart}.text.${hint.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'value'}`;
  let name = stem;
  for (let i = 2; scope.definitions.has(name) && scope.definitions.get(name)?.lines.join('\n') !== lines; i++)
    name = `${stem}-${i}`;
  scope.definitions.set(name, { about: `The text of ${hint}.`, lines: lines.split('\n') });
  return `{{ include ${goString(name)} ${scope.root === '' ? '.' : '$'} | quote }}`;
};
