import { compareBytes } from '@wildermesser/manifest';
import { type Type, TypeFlags, type ts } from 'ts-morph';
import { escapePattern } from './re2.ts';

/** What a hole of a template literal type may hold. */
const hole = (type: ts.Type): string => {
  if (type.isUnion()) return `(?:${type.types.map(hole).sort(compareBytes).join('|')})`;
  if (type.isStringLiteral() || type.isNumberLiteral()) return escapePattern(String(type.value));
  if ((type.flags & TypeFlags.Number) !== 0) return '-?[0-9]+(?:\\.[0-9]+)?';
  if ((type.flags & TypeFlags.BigInt) !== 0) return '-?[0-9]+';
  if ((type.flags & TypeFlags.TemplateLiteral) !== 0) return textPattern(type as ts.TemplateLiteralType);
  return '[\\s\\S]*';
};

const textPattern = ({ texts, types }: ts.TemplateLiteralType): string =>
  texts
    .map((text, i) => {
      const type = types[i];
      return escapePattern(text) + (type === undefined ? '' : hole(type));
    })
    .join('');

/** The pattern of the strings that one of these string literal and template literal types admits. */
export const templatePattern = (types: readonly Type[]): string => {
  const forms = types.map(({ compilerType }) => hole(compilerType)).sort(compareBytes);
  return `^${forms.length === 1 ? forms[0] : `(?:${forms.join('|')})`}$`;
};
