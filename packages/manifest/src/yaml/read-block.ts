import { resolvePlainScalar } from './plain-scalar.ts';

/** One document and the 1-based line of its first content. */
interface BlockDocument {
  readonly value: unknown;
  readonly line: number;
}

/** Thrown at the first thing that is not of the subset; the whole stream is then left to the full reader. */
const unusual = new Error('not in the subset');

const bail = (): never => {
  throw unusual;
};

/** A key that needs no thought: letters, digits and the signs of labels and file names, and no word of YAML. */
const easyKey = /^[A-Za-z_./$][\w./$-]*$/;
const keyShape = /^(?:("[^"\\]*"|'[^']*')|([^\s"'[\]{}&*!|>%@`#,?:-][^\s:]*)):(?: +(.*))?$/;
const dangerousStart = /^[[\]{}&*!|>%@`#,"'?:-]/;
const easyList = /^\[(?:"[^"\\]*"(?:, ?"[^"\\]*")*)?\]$/;
const easyEscapes = /^(?:[^\\]|\\(?:[ "\\/bfnrt]|u[0-9a-fA-F]{4}))*$/;
const blockScalar = /^\|([-+]?)(?: +#.*)?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a reader has to refuse or to normalise
const foreign = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
/** Tabs are text, and nothing else. */
const tabOrDirective = /^ *\t|^%/m;

/** Other white space than these is text to YAML. */
const indentOf = (line: string): number => {
  let indent = 0;
  while (line.charCodeAt(indent) === 0x20) indent++;
  return indent;
};
const isSpaces = (line: string): boolean => indentOf(line) === line.length;
const trimEnd = (text: string): string => {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x20) end--;
  return text.slice(0, end);
};
const trimSpaces = (text: string): string => trimEnd(text.slice(indentOf(text)));

/** Reads lines of block-style YAML. A class for its position, which every method moves. */
class BlockReader {
  readonly lines: readonly string[];
  /** Spaces in front of each line; -1 for a blank line or a comment. */
  readonly indents: Int32Array;
  at = 0;

  constructor(text: string) {
    this.lines = text.split('\n');
    this.indents = new Int32Array(this.lines.length);
    for (const [index, line] of this.lines.entries()) {
      const indent = indentOf(line);
      this.indents[index] = indent === line.length || line.charCodeAt(indent) === 0x23 ? -1 : indent;
    }
  }

  documents(): BlockDocument[] {
    const documents: BlockDocument[] = [];
    for (let isNext = false; ; isNext = true) {
      this.skipBlank();
      if (this.at >= this.lines.length) return documents;
      const isMarker = this.lines[this.at] === '---';
      if (isMarker) this.at++;
      else if (isNext) bail();
      this.skipBlank();
      if (this.at >= this.lines.length) return documents;
      if (this.lines[this.at] === '---') continue;
      const line = this.at + 1;
      const value = this.indent() === 0 ? this.block(0) : bail();
      documents.push({ value, line });
      this.skipBlank();
      if (this.at < this.lines.length && this.lines[this.at] !== '---') bail();
    }
  }

  skipBlank(): void {
    while (this.at < this.lines.length && this.indents[this.at] === -1) this.at++;
  }

  /** Moves to the next line with content; its indent, -1 behind the last one and at the end of a document. */
  indent(): number {
    this.skipBlank();
    if (this.at >= this.lines.length || this.lines[this.at] === '---') return -1;
    return this.indents[this.at] ?? -1;
  }

  /** What begins at the present line with this indent: a map or a list. */
  block(indent: number): unknown {
    const line = this.lines[this.at] ?? '';
    return line.startsWith('- ', indent) || (line.length === indent + 1 && line[indent] === '-')
      ? this.list(indent)
      : this.map(indent, line.slice(indent));
  }

  list(indent: number): unknown[] {
    const items: unknown[] = [];
    while (this.indent() === indent) {
      const line = this.lines[this.at] ?? '';
      if (line[indent] !== '-' || (line.length > indent + 1 && line[indent + 1] !== ' ')) break;
      let start = indent + 1;
      while (line.charCodeAt(start) === 0x20) start++;
      const rest = line.slice(start);
      if (rest === '' || rest.startsWith('#')) {
        this.at++;
        const inner = this.indent();
        items.push(inner > indent ? this.block(inner) : null);
      } else if (rest.startsWith('- ') || rest === '-') bail();
      else if (keyShape.test(rest)) items.push(this.map(start, rest));
      else items.push(this.scalar(rest, indent));
    }
    return items;
  }

  /** A map whose first key, `first`, may stand behind a dash. */
  map(indent: number, first: string): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    let text = first;
    do {
      const match = keyShape.exec(text);
      if (match === null) return bail();
      const [, quoted, plain = '', value = ''] = match;
      const key = quoted === undefined ? plain : quoted.slice(1, -1);
      if (quoted === undefined && !(easyKey.test(key) && resolvePlainScalar(key) === key)) bail();
      if (Object.hasOwn(map, key) || key === '__proto__') bail();
      map[key] = this.value(value, indent);
      if (this.indent() !== indent) break;
      text = (this.lines[this.at] ?? '').slice(indent);
    } while (!text.startsWith('- ') && text !== '-');
    if (this.indent() > indent) bail();
    return map;
  }

  value(text: string, indent: number): unknown {
    if (text !== '' && !text.startsWith('#')) return this.scalar(text, indent);
    this.at++;
    const inner = this.indent();
    if (inner > indent) return this.block(inner);
    const line = this.lines[this.at] ?? '';
    const isList = inner === indent && (line.startsWith('- ', indent) || line.slice(indent) === '-');
    return isList ? this.list(indent) : null;
  }

  /** A scalar that begins behind the key or dash on the present line; `indent` is that of the key or dash. */
  scalar(text: string, indent: number): unknown {
    const block = blockScalar.exec(text);
    if (block !== null) return this.literal(block[1] ?? '', indent);
    const first = text[0];
    if (first === '"' || first === "'") return this.quoted(text, indent, first);
    if (dangerousStart.test(text)) {
      const value = trimEnd(text.replace(/ +#.*$/, ''));
      this.at++;
      if (this.indent() > indent) bail();
      if (value === '{}') return {};
      if (value === '[]') return [];
      if (easyList.test(value)) return JSON.parse(value);
      // A dash or a colon in front of something that is no space begins a plain scalar.
      return /^[-:?]\S/.test(value) && !/: |:$/.test(value) ? plainValue(value) : bail();
    }
    return this.plain(text, indent);
  }

  plain(text: string, indent: number): unknown {
    const comment = text.indexOf(' #');
    const value = trimEnd(comment === -1 ? text : text.slice(0, comment));
    if (value.includes(': ') || value.endsWith(':') || value.includes('\t')) bail();
    this.at++;
    if (!this.continues(indent)) return plainValue(value);
    return comment === -1 ? this.folded(value, indent) : bail();
  }

  /** Whether the next line with content is indented further, as no line behind a whole scalar is. Does not move. */
  continues(indent: number): boolean {
    const { at } = this;
    const isFurther = this.indent() > indent;
    this.at = at;
    return isFurther;
  }

  /** The further lines of a plain scalar: a line break is a space, an empty line a line break. */
  folded(first: string, indent: number): string {
    let value = first;
    for (let next = this.nextOf(indent); next !== undefined; next = this.nextOf(indent)) {
      const line = trimSpaces(this.lines[next.at] ?? '');
      if (
        /^(?:#|[-?:](?:\s|$))/.test(line) ||
        line.includes(': ') ||
        line.endsWith(':') ||
        line.includes(' #') ||
        line.includes('\t')
      )
        bail();
      value += next.breaks === 0 ? ` ${line}` : '\n'.repeat(next.breaks) + line;
      this.at = next.at + 1;
    }
    return value;
  }

  /** The next line of a folded scalar and the number of empty lines before it; undefined when it has ended. */
  nextOf(indent: number): { readonly at: number; readonly breaks: number } | undefined {
    let at = this.at;
    while (at < this.lines.length && isSpaces(this.lines[at] ?? '')) at++;
    const own = at < this.lines.length ? (this.indents[at] ?? -1) : -1;
    if (own > indent) return { at, breaks: at - this.at };
    // A comment ends a scalar, or stands within it where nobody expects one.
    return own === -1 && this.continues(indent) ? bail() : undefined;
  }

  quoted(text: string, indent: number, quote: '"' | "'"): string {
    let whole = text;
    for (let end = closing(whole, quote); ; end = closing(whole, quote)) {
      if (end !== -1) {
        if (!/^(?:| +#.*| +)$/.test(whole.slice(end + 1))) bail();
        this.at++;
        if (this.continues(indent)) bail();
        return unquoted(whole.slice(1, end), quote);
      }
      if (trimEnd(whole).endsWith('\\') || whole.includes('\t')) bail();
      const breakAt = this.at + 1;
      let next = breakAt;
      while (next < this.lines.length && isSpaces(this.lines[next] ?? '')) next++;
      const line = this.lines[next];
      const own = line === undefined ? -1 : indentOf(line);
      if (line === undefined || own <= indent) return bail();
      whole = `${trimEnd(whole)}${next === breakAt ? ' ' : '\n'.repeat(next - breakAt)}${line.slice(own)}`;
      this.at = next;
    }
  }

  literal(chomping: string, indent: number): string {
    const start = this.at + 1;
    let first = start;
    while (first < this.lines.length && isSpaces(this.lines[first] ?? '')) first++;
    const head = this.lines[first] ?? '';
    const depth = indentOf(head);
    if (first >= this.lines.length || depth <= indent) bail();
    const content: string[] = [];
    let at = start;
    for (; at < this.lines.length; at++) {
      const line = this.lines[at] ?? '';
      if (line.length >= depth && isIndented(line, depth)) content.push(line.slice(depth));
      else if (isSpaces(line)) content.push('');
      else break;
    }
    if (this.lines.slice(start, first).some((line) => line.length > depth)) bail();
    const isAtEnd = at >= this.lines.length;
    this.at = at;
    const after = this.indent();
    if (after > indent || (isAtEnd && chomping === '+')) bail();
    // The last line of the text ends with a line break, behind which splitting leaves an empty one.
    if (isAtEnd && content.at(-1) !== '') bail();
    const text = content.join('\n');
    if (chomping === '+') return `${text}\n`;
    const trimmed = text.replace(/\n+$/, '');
    return chomping === '-' || trimmed === '' ? trimmed : `${trimmed}\n`;
  }
}

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

/**
 * Reads a stream in the block style that people and tools write, many times faster than the full reader. Undefined when
 * anything in it is not of that style (anchors, tags, flow maps, folded blocks, duplicate keys, errors of any kind): what
 * is read is the same as the full reader's, or nothing.
 */
export const readBlockDocuments = (text: string): BlockDocument[] | undefined => {
  if (foreign.test(text) || ((text.includes('\t') || text.includes('%')) && tabOrDirective.test(text)))
    return undefined;
  try {
    return new BlockReader(text).documents();
  } catch (error) {
    if (error === unusual) return undefined;
    throw error;
  }
};
