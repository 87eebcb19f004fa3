import { remembered } from '../remembered.ts';
import { isString11, isString12, resolvePlainScalar } from './plain-scalar.ts';

/**
 * Characters that a plain scalar may hold without any reader seeing an indicator, a break or something invisible.
 * Colon and hash are further restricted below.
 */
const plainShape =
  /^[A-Za-z0-9_./$(+^\\\u00c0-\u1fff\u3040-\ud7ff-][A-Za-z0-9_./$()+^\\=@,;:#%&*!?~<>|"'`{}[\] \u00a1-\u00ac\u00ae-\u1fff\u2010-\u2027\u2030-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd-]*$/;
const plainTrap = /^[-?:](?: |$)|: |:$| #| $|^---|^\.\.\./;
/** Escaped although JSON does not: breaks of YAML 1.1, C1 controls, and what no editor shows. */
const escaped = /[\p{Cc}\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufdd0-\ufdef\ufeff\ufffe\uffff]/gu;
/** What a literal block cannot hold: control characters other than tab and line break, and what readers change. */
const unfitForBlock = /^\s|[^\P{Cc}\t\n]|[\u00a0\u2028\u2029\ufeff\ufffe\uffff]|\n[ \t]+$/u;

const hex4 = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const quoted = (value: string): string => JSON.stringify(value).replace(escaped, hex4);

/** Thrown when text of our own does not read back as the value it was written for: never the user's mistake. */
export class ProofError extends Error {
  readonly code = 'YAML_PROOF';
  readonly text: string;
  constructor(text: string) {
    super('a scalar does not read back as the string it was written for; please report this');
    this.text = text;
  }
}

/** The string that a double-quoted scalar of ours means, by the escapes that YAML 1.1 and 1.2 have in common. */
const unquote = (text: string): string =>
  text.slice(1, -1).replace(/\\(u[0-9a-f]{4}|.)/g, (_, code: string) => {
    if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const meaning = { '"': '"', '\\': '\\', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[code];
    if (meaning === undefined) throw new ProofError(text);
    return meaning;
  });

/** Reads a scalar back as Kubernetes' reader, a YAML 1.1 and a YAML 1.2 reader would. */
const readsBack = (text: string, value: string): boolean =>
  text.startsWith('"')
    ? unquote(text) === value
    : text === value && resolvePlainScalar(text) === value && isString11(text) && isString12(text);

/** Plain where all readers give the string back, double-quoted otherwise. */
const provenText = (value: string): string => {
  if (plainShape.test(value) && !plainTrap.test(value) && readsBack(value, value)) return value;
  const text = quoted(value);
  if (!readsBack(text, value)) throw new ProofError(text);
  return text;
};

/** The text of a string on one line, plain or double-quoted, proven to read back unchanged. Keys and values recur. */
export const scalarText = remembered(50_000, provenText);

/** Whether a string with line breaks can be a literal block: nothing in it that a reader would fold, trim or refuse. */
export const isBlock = (value: string): boolean => !unfitForBlock.test(value) && value.isWellFormed();

/** The header of a literal block by how the string ends: strip, clip or keep the last line break. */
const blockHeader = (value: string): string => (!value.endsWith('\n') ? '|-' : value.endsWith('\n\n') ? '|+' : '|');

/** Scripts and settings recur in many objects, at one depth; kept for as long as they are few. */
const blocks = new Map<string, Map<string, string>>();
const blockLimit = 1000;

/** A string as literal block, its lines behind `indent`, without the last line break. */
export const blockText = (value: string, indent: string): string => {
  let known = blocks.get(indent);
  if (known === undefined) {
    known = new Map();
    blocks.set(indent, known);
  }
  let text = known.get(value);
  if (text === undefined) {
    text = provenBlock(value, indent);
    if (known.size >= blockLimit) known.clear();
    known.set(value, text);
  }
  return text;
};

/** Proven by taking the indent off again. */
const provenBlock = (value: string, indent: string): string => {
  const header = blockHeader(value);
  const body = header === '|-' ? value : value.slice(0, -1);
  const lines = body.replace(/\n(?!\n|$)/g, `\n${indent}`);
  if (lines.replaceAll(`\n${indent}`, '\n') !== body) throw new ProofError(value);
  return `${header}\n${indent}${lines}`;
};
