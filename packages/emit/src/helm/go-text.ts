import type { Json } from '@wildermesser/manifest/template';

/** What an editor does not show, or a reader of the chart takes for a line break. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\ufffe\uffff]/gu;

const escapeOf = (character: string): string => {
  const code = (character.codePointAt(0) as number).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
};

/** A string as Go writes it between double quotes. */
export const goString = (value: string): string => JSON.stringify(value).replace(invisible, escapeOf);

/** Nothing, as an operand: a field that a map does not have. The word `nil` cannot be assigned to a variable. */
export const nothing = '(dict).nothing';

/** Data known while compiling, as an operand of a template action. */
export const goLiteral = (value: Json): string => {
  if (value === null) return nothing;
  if (typeof value === 'string') return goString(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'list' : `(list ${value.map(goLiteral).join(' ')})`;
  const members = Object.entries(value).map(([key, item]) => `${goString(key)} ${goLiteral(item)}`);
  return members.length === 0 ? 'dict' : `(dict ${members.join(' ')})`;
};

/** Whether Go templates can write `.name` for a field of this name. */
export const isGoIdentifier = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);

/** Text that a template prints as it is. */
export const protect = (text: string): string => text.replaceAll('{{', '{{ "{{" }}');
