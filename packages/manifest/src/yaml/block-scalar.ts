import { type BlockLines, bail, indentOf, isSpaces, trimEnd, trimSpaces } from './block-lines.ts';
import { resolvePlainScalar } from './plain-scalar.ts';

const dangerousStart = /^[[\]{}&*!|>%@`#,"'?:-]/;
const easyList = /^\[(?:"[^"\\]*"(?:, ?"[^"\\]*")*)?\]$/;
const easyEscapes = /^(?:[^\\]|\\(?:[ "\\/bfnrt]|u[0-9a-fA-F]{4}))*$/;
const blockScalar = /^\|([-+]?)(?: +#.*)?$/;

/** A scalar that begins behind the key or dash on the present line; `indent` is that of the key or dash. */
export const readScalar = (source: BlockLines, text: string, indent: number): unknown => {
  const block = blockScalar.exec(text);
  if (block !== null) return literal(source, block[1] ?? '', indent);
  const first = text[0];
  if (first === '"' || first === "'") return quoted(source, text, indent, first);
  if (dangerousStart.test(text)) {
    const value = trimEnd(text.replace(/ +#.*$/, ''));
    source.at++;
    if (source.indent() > indent) bail();
    if (value === '{}') return {};
    if (value === '[]') return [];
    if (easyList.test(value)) return JSON.parse(value);
    // A dash or a colon in front of something that is no space begins a plain scalar.
    return /^[-:?]\S/.test(value) && !/: |:$/.test(value) ? plainValue(value) : bail();
  }
  return plain(source, text, indent);
};

const plain = (source: BlockLines, text: string, indent: number): unknown => {
  const comment = text.indexOf(' #');
  const value = trimEnd(comment === -1 ? text : text.slice(0, comment));
  if (value.includes(': ') || value.endsWith(':') || value.includes('\t')) bail();
  source.at++;
  if (!source.continues(indent)) return plainValue(value);
  return comment === -1 ? folded(source, value, indent) : bail();
};

/** The further lines of a plain scalar: a line break is a space, an empty line a line break. */
const folded = (source: BlockLines, first: string, indent: number): string => {
  let value = first;
  for (let next = nextOf(source, indent); next !== undefined; next = nextOf(source, indent)) {
    const line = trimSpaces(source.lines[next.at] ?? '');
    if (
      /^(?:#|[-?:](?:\s|$))/.test(line) ||
      line.includes(': ') ||
      line.endsWith(':') ||
      line.includes(' #') ||
      line.includes('\t')
    )
      bail();
    value += next.breaks === 0 ? ` ${line}` : '\n'.repeat(next.breaks) + line;
    source.at = next.at + 1;
  }
  return value;
};

/** The next line of a folded scalar and the number of empty lines before it; undefined when it has ended. */
const nextOf = (source: BlockLines, indent: number): { readonly at: number; readonly breaks: number } | undefined => {
  let at = source.at;
  while (at < source.lines.length && isSpaces(source.lines[at] ?? '')) at++;
  const own = at < source.lines.length ? (source.indents[at] ?? -1) : -1;
  if (own > indent) return { at, breaks: at - source.at };
  // A comment ends a scalar, or stands within it where nobody expects one.
  return own === -1 && source.continues(indent) ? bail() : undefined;
};

const quoted = (source: BlockLines, text: string, indent: number, quote: '"' | "'"): string => {
  let whole = text;
  for (let end = closing(whole, quote); ; end = closing(whole, quote)) {
    if (end !== -1) {
      if (!/^(?:| +#.*| +)$/.test(whole.slice(end + 1))) bail();
      source.at++;
      if (source.continues(indent)) bail();
      return unquoted(whole.slice(1, end), quote);
    }
    if (trimEnd(whole).endsWith('\\') || whole.includes('\t')) bail();
    const breakAt = source.at + 1;
    let next = breakAt;
    while (next < source.lines.length && isSpaces(source.lines[next] ?? '')) next++;
    const line = source.lines[next];
    const own = line === undefined ? -1 : indentOf(line);
    if (line === undefined || own <= indent) return bail();
    whole = `${trimEnd(whole)}${next === breakAt ? ' ' : '\n'.repeat(next - breakAt)}${line.slice(own)}`;
    source.at = next;
  }
};

const literal = (source: BlockLines, chomping: string, indent: number): string => {
  const start = source.at + 1;
  let first = start;
  while (first < source.lines.length && isSpaces(source.lines[first] ?? '')) first++;
  const head = source.lines[first] ?? '';
  const depth = indentOf(head);
  if (first >= source.lines.length || depth <= indent) bail();
  const content: string[] = [];
  let at = start;
  for (; at < source.lines.length; at++) {
    const line = source.lines[at] ?? '';
    if (line.length >= depth && isIndented(line, depth)) content.push(line.slice(depth));
    else if (isSpaces(line)) content.push('');
    else break;
  }
  if (source.lines.slice(start, first).some((line) => line.length > depth)) bail();
  const isAtEnd = at >= source.lines.length;
  source.at = at;
  const after = source.indent();
  if (after > indent || (isAtEnd && chomping === '+')) bail();
  // The last line of the text ends with a line break, behind which splitting leaves an empty one.
  if (isAtEnd && content.at(-1) !== '') bail();
  const text = content.join('\n');
  if (chomping === '+') return `${text}\n`;
  const trimmed = text.replace(/\n+$/, '');
  return chomping === '-' || trimmed === '' ? trimmed : `${trimmed}\n`;
};

const isIndented = (line: string, depth: number): boolean => {
  for (let index = 0; index < depth; index++) if (line.charCodeAt(index) !== 0x20) return false;
  return true;
};

const plainValue = (text: string): unknown => {
  const value = resolvePlainScalar(text);
  return typeof value === 'number' &&
    (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    ? bail()
    : value;
};

const closing = (text: string, quote: '"' | "'"): number => {
  for (let index = 1; index < text.length; index++) {
    if (quote === '"' && text[index] === '\\') index++;
    else if (text[index] === quote) {
      if (quote === '"' || text[index + 1] !== quote) return index;
      index++;
    }
  }
  return -1;
};

const jsonSpaces = new Map([
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\\ ', ' '],
]);

const unquoted = (inner: string, quote: '"' | "'"): string => {
  if (quote === "'") return inner.replaceAll("''", "'");
  if (!inner.includes('\\')) return inner;
  if (!easyEscapes.test(inner)) bail();
  // White space that YAML takes as it is, JSON wants escaped, and the other way round.
  const json = inner.replace(/\\.|[\n\t]/g, (each) => jsonSpaces.get(each) ?? each);
  return JSON.parse(`"${json}"`);
};
