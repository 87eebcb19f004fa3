import type { FieldPath, ListEntry } from '@wildermesser/diff';

/** A file of block-style YAML, made ready for looking up fields. */
export interface YamlLines {
  readonly lines: readonly string[];
  /** Spaces in front of each line; -1 for one that is blank or a comment. */
  readonly indents: Int32Array;
  /** Indexes of the lines that end a document, and that behind the last one. */
  readonly ends: readonly number[];
}

const indentAt = (line: string): number => {
  let indent = 0;
  while (line.charCodeAt(indent) === 0x20) indent++;
  return indent === line.length || line[indent] === '#' ? -1 : indent;
};

/** Splits a file into lines. */
export const yamlLines = (text: string): YamlLines => {
  const lines = text.split('\n');
  const indents = new Int32Array(lines.length);
  const ends: number[] = [];
  for (const [index, line] of lines.entries()) {
    indents[index] = indentAt(line);
    if (line.startsWith('---') && (line.length === 3 || line[3] === ' ')) ends.push(index);
  }
  return { lines, indents, ends: [...ends, lines.length] };
};

/** Lines of a block: indexes into the lines of the file, the end exclusive. */
interface Block {
  readonly start: number;
  readonly end: number;
}

const isDash = (line: string): boolean => /^\s*-(?:\s|$)/.test(line);

/** `- ` opens a map whose keys stand behind it. */
const opened = (line: string): string => line.replace(/^(\s*)- /, '$1  ');

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

const keyAt = (line: string): readonly [key: string, value: string] | undefined => {
  const [, key = '', value = ''] = /^\s*("[^"]*"|'[^']*'|[^\s:#][^:]*?)\s*:(?:\s+(.*))?$/.exec(line) ?? [];
  return key === '' ? undefined : [unquoted(key), unquoted(value.replace(/\s+#.*$/, ''))];
};

/** The end of what stands below a line: the next that is not indented further. A list may stand at its key's own indent. */
const endOf = (
  { lines, indents }: YamlLines,
  start: number,
  limit: number,
  indent: number,
  mayDash: boolean,
): number => {
  for (let index = start + 1; index < limit; index++) {
    const own = indents[index] ?? -1;
    if (own === -1 || own > indent) continue;
    if (!mayDash || own !== indent || !isDash(lines[index] ?? '')) return index;
  }
  return limit;
};

const firstLine = ({ indents }: YamlLines, { start, end }: Block): number => {
  let index = start;
  while (index < end && indents[index] === -1) index++;
  return index;
};

/** The line of a key of a map, and what stands below it. */
const findKey = (file: YamlLines, block: Block, key: string): Block | undefined => {
  const first = firstLine(file, block);
  if (first >= block.end) return undefined;
  const head = opened(file.lines[first] ?? '');
  const indent = indentAt(head);
  if (keyAt(head)?.[0] === key) return { start: first, end: endOf(file, first, block.end, indent, true) };
  for (let index = first + 1; index < block.end; index++) {
    if (file.indents[index] !== indent || keyAt(file.lines[index] ?? '')?.[0] !== key) continue;
    return { start: index, end: endOf(file, index, block.end, indent, true) };
  }
  return undefined;
};

/** The entries of the list below a key. */
const entriesOf = (file: YamlLines, block: Block): readonly Block[] => {
  const first = firstLine(file, { start: block.start + 1, end: block.end });
  if (first >= block.end || !isDash(file.lines[first] ?? '')) return [];
  const indent = file.indents[first] ?? 0;
  const entries: Block[] = [];
  for (let index = first; index < block.end; ) {
    const end = endOf(file, index, block.end, indent, false);
    entries.push({ start: index, end });
    index = end;
  }
  return entries;
};

/** The line of what an entry goes by: a field of its own, or `metadata.name`. */
const findEntryField = (file: YamlLines, block: Block, key: string): Block | undefined => {
  if (key !== 'metadata.name') return findKey(file, block, key);
  const metadata = findKey(file, block, 'metadata');
  return metadata && findKey(file, { start: metadata.start + 1, end: metadata.end }, 'name');
};

const isEntry = (file: YamlLines, block: Block, segment: ListEntry, index: number): boolean => {
  if (segment.by === 'index') return segment.index === index;
  if (segment.by === 'value')
    return unquoted((file.lines[block.start] ?? '').replace(/^\s*-\s+/, '')) === String(segment.value);
  return Object.entries(segment.keys).every(([key, value]) => {
    const found = findEntryField(file, block, key);
    // A key that is not written has its default.
    return found === undefined || keyAt(opened(file.lines[found.start] ?? ''))?.[1] === String(value);
  });
};

/**
 * The line of a field in the block-style YAML of one object, 1-based; of the deepest part of the path that is written
 * there. Undefined when not even its first part is.
 */
export const fieldLine = (file: YamlLines, objectLine: number, path: FieldPath): number | undefined => {
  const start = objectLine - 1;
  let block: Block = { start, end: file.ends.find((end) => end > start) ?? file.lines.length };
  let isInside = true;
  let reached: number | undefined;
  for (const segment of path) {
    if (typeof segment !== 'string' && segment.by === 'text') break;
    const inner = isInside ? block : { start: block.start + 1, end: block.end };
    const found: Block | undefined =
      typeof segment === 'string'
        ? findKey(file, inner, segment)
        : entriesOf(file, block).find((entry, index) => isEntry(file, entry, segment, index));
    if (found === undefined) break;
    block = found;
    isInside = typeof segment !== 'string';
    reached = found.start + 1;
  }
  return reached;
};
