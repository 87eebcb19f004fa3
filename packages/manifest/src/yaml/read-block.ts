import { BlockLines, bail, unusual } from './block-lines.ts';
import { readScalar } from './block-scalar.ts';
import { resolvePlainScalar } from './plain-scalar.ts';

/** One document and the 1-based line of its first content. */
interface BlockDocument {
  readonly value: unknown;
  readonly line: number;
}

/** A key that needs no thought: letters, digits and the signs of labels and file names, and no word of YAML. */
const easyKey = /^[A-Za-z_./$][\w./$-]*$/;
const keyShape = /^(?:("[^"\\]*"|'[^']*')|([^\s"'[\]{}&*!|>%@`#,?:-][^\s:]*)):(?: +(.*))?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a reader has to refuse or to normalise
const foreign = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

/** Reads maps and lists. */
class BlockReader extends BlockLines {
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
      else items.push(readScalar(this, rest, indent));
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
    if (text !== '' && !text.startsWith('#')) return readScalar(this, text, indent);
    this.at++;
    const inner = this.indent();
    if (inner > indent) return this.block(inner);
    const line = this.lines[this.at] ?? '';
    const isList = inner === indent && (line.startsWith('- ', indent) || line.slice(indent) === '-');
    return isList ? this.list(indent) : null;
  }
}

/**
 * Reads a stream in the block style that people and tools write, many times faster than the full reader. Undefined when
 * anything in it is not of that style (anchors, tags, flow maps, folded blocks, duplicate keys, errors of any kind): what
 * is read is the same as the full reader's, or nothing.
 */
export const readBlockDocuments = (text: string): BlockDocument[] | undefined => {
  if (foreign.test(text)) return undefined;
  try {
    return new BlockReader(text).documents();
  } catch (error) {
    if (error === unusual) return undefined;
    throw error;
  }
};
