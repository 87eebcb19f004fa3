import type { Json } from '@wildermesser/manifest/template';
import { atom, type Code, levels } from './code.ts';
import { type Doc, group, hard, lastComma, line, nest, separated, soft } from './doc.ts';

const words =
  'assert else error false for function if import importbin importstr in local null self super tailstrict then true';
const reserved: ReadonlySet<string> = new Set(words.split(' '));

/** Whether a name may stand without quotes. */
export const isIdentifier = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(name);

const escapes: { readonly [character: string]: string } = {
  ...{ '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' },
};

const escaped = (text: string): string =>
  escapes[text] ??
  Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

/** The code points above U+3FFFF are escaped too: the interpreter in C++ misreads their UTF-8. */
const unsafe = /[\\\p{Cc}\u{40000}-\u{10ffff}]/gu;

/** A string in single quotes, or in double quotes where that saves escapes; control characters are escaped. */
export const quoted = (text: string): string => {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const safe = text.replace(unsafe, escaped);
  return `${quote}${safe.replaceAll(quote, `\\${quote}`)}${quote}`;
};

/** A string of several lines as a text block; undefined where a block cannot hold it unchanged. */
export const textBlock = (text: string): Doc | undefined => {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length < 2) return undefined;
  if (
    /^[\n \t]|[\u2028\u2029]/.test(text) ||
    / \n/.test(text) ||
    (text.match(unsafe) ?? []).some((each) => each !== '\n' && each !== '\\')
  )
    return undefined;
  return ['|||', nest(lines.map((each) => [hard, each])), hard, '|||'];
};

/** The name of a member as it stands before the colon. */
export const keyText = (name: string): string => (isIdentifier(name) ? name : quoted(name));

/** `{ … }` with the members, each without its comma. */
const objectDoc = (members: readonly Doc[]): Doc =>
  members.length === 0 ? '{}' : group('{', nest(line, separated(members, ',', line)), lastComma(' '), '}');

/** `[…]` with the items, each without its comma. */
export const listDoc = (items: readonly Doc[]): Doc =>
  items.length === 0 ? '[]' : group('[', nest(soft, separated(items, ',', line)), lastComma(''), ']');

/** An object literal with the members. */
export const braced = (members: readonly Doc[]): Code => ({ ...atom(objectDoc(members)), braces: true });

/** Data as a person would write it in Jsonnet. */
export const literal = (value: Json): Code => {
  if (typeof value === 'string') return atom(textBlock(value) ?? quoted(value));
  if (typeof value === 'number') return { doc: String(value), level: value < 0 ? levels.unary : levels.atom };
  if (typeof value !== 'object' || value === null) return atom(String(value));
  if (Array.isArray(value)) return atom(listDoc(value.map((item: Json) => literal(item).doc)));
  return braced(Object.entries(value).map(([key, item]) => [keyText(key), ': ', literal(item as Json).doc]));
};
