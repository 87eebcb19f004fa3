import type { Expression, Text } from '@wildermesser/manifest/template';
import { atom, binary, type Code, data, levels } from './code.ts';
import { flatText, group } from './doc.ts';
import { listDoc, literal, quoted, textBlock } from './literal.ts';
import { present } from './reach.ts';
import type { Scope } from './scope.ts';

const part = (expression: Expression, scope: Scope): Code => {
  const code = present(expression, scope);
  return expression.kind === 'number' ? data('number', code) : code;
};

const isPlain = (expression: Expression): boolean => expression.op === 'literal';

/** `a + b`, or a format where text and expressions alternate. */
export const text = ({ parts }: Text, scope: Scope): Code => {
  const known = (expression: Expression): string | undefined =>
    expression.op === 'literal' ? String(expression.value) : undefined;
  const pattern = parts.map((each) => known(each)?.replaceAll('%', '%%') ?? '%s').join('');
  const open = parts.filter((each) => !isPlain(each));
  if (open.length === 0) return literal(parts.map(known).join(''));
  const block = textBlock(pattern);
  const codes = open.map((each) => part(each, scope));
  const short = codes.every(({ doc }) => (flatText(doc) ?? ' '.repeat(99)).length <= 30);
  if (block !== undefined || (open.length >= 2 && parts.length >= 3 && short)) {
    const doc = [block ?? quoted(pattern), ' % ', listDoc(codes.map(({ doc: each }) => each))];
    return { doc: group(...doc), level: levels.product };
  }
  return sum(parts, scope);
};

const sum = (parts: readonly Expression[], scope: Scope): Code => {
  const first = parts[0];
  const codes = parts.map((each) => (each.op === 'literal' ? atom(quoted(String(each.value))) : part(each, scope)));
  // Two numbers would be added: text first makes text of everything after it.
  if (first?.op !== 'literal' && first?.kind !== 'string') codes.unshift(literal(''));
  const all = codes.reduce((left, right) => binary(left, '+', right, levels.sum));
  return { doc: group(all.doc), level: all.level };
};
