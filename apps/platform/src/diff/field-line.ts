import type { FieldPath, ListEntry } from '@wildermesser/diff';

/** A file of block-style YAML, made ready for looking up fields. */
export interface YamlLines {
  readonly lines: readonly string[];
  /** Spaces in front of each line; -1 for one that is blank or a comment. */
  readonly indents: Int32Array;
  /** Indexes of the lines that end a document, and that behind the last one. */
  readonly ends: readonly number[];
  /** Objects of which a field was asked for, by their first line. */
  readonly objects: Map<number, Block>;
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
  // Counted in the whole text, whose characters are several times as quick to get at as those of its parts.
  for (let index = 0, start = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    let at = start;
    while (text.charCodeAt(at) === 0x20) at++;
    const end = start + line.length;
    indents[index] = at === end || text.charCodeAt(at) === 0x23 ? -1 : at - start;
    start = end + 1;
    if (line.startsWith('---') && (line.length === 3 || line[3] === ' ')) ends.push(index);
  }
  return { lines, indents, ends: [...ends, lines.length], objects: new Map() };
};

/** Lines of a block: indexes into the lines of the file, the end exclusive. */
interface Block {
  readonly start: number;
  readonly end: number;
  /** What is in it, from when it is first asked for: many fields of one object are. */
  keys?: ReadonlyMap<string, Block>;
  entries?: readonly Block[];
}

const isDash = (line: string): boolean => /^\s*-(?:\s|$)/.test(line);

/** `- ` opens a map whose keys stand behind it. */
const opened = (line: string): string => line.replace(/^(\s*)- /, '$1  ');

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

const keyAt = (line: string): readonly [key: string, value: string] | undefined => {
  const [, key = '', value = ''] = /^\s*("[^"]*"|'[^']*'|[^\s:#][^:]*?)\s*:(?:\s+(.*))?$/.exec(line) ?? [];
  return key === '' ? undefined : [unquoted(key), unquoted(value.replace(/\s+#.*$/, ''))];
};

const firstLine = ({ indents }: YamlLines, start: number, end: number): number => {
  let index = start;
  while (index < end && indents[index] === -1) index++;
  return index;
};

/** The keys of a map with their lines and what stands below them. A list may stand at its key's own indent. */
const readKeys = (file: YamlLines, from: number, limit: number): ReadonlyMap<string, Block> => {
  const found = new Map<string, Block>();
  const first = firstLine(file, from, limit);
  if (first >= limit) return found;
  const head = opened(file.lines[first] ?? '');
  const indent = indentAt(head);
  let [key, start] = [keyAt(head)?.[0], first];
  const close = (end: number): void => {
    if (key !== undefined && !found.has(key)) found.set(key, { start, end });
  };
  for (let index = first + 1; index < limit; index++) {
    const own = file.indents[index] ?? -1;
    if (own === -1 || own > indent) continue;
    const line = file.lines[index] ?? '';
    if (own === indent && isDash(line)) continue;
    close(index);
    if (own < indent) return found;
    [key, start] = [keyAt(line)?.[0], index];
  }
  close(limit);
  return found;
};

/** The line of a key of a map, and what stands below it. An entry of a list begins with its first key. */
const findKey = (file: YamlLines, block: Block, isEntry: boolean, key: string): Block | undefined => {
  block.keys ??= readKeys(file, isEntry ? block.start : block.start + 1, block.end);
  return block.keys.get(key);
};

const readEntries = (file: YamlLines, block: Block): readonly Block[] => {
  const first = firstLine(file, block.start + 1, block.end);
  if (first >= block.end || !isDash(file.lines[first] ?? '')) return [];
  const indent = file.indents[first] ?? 0;
  const entries: Block[] = [];
  let start = first;
  for (let index = first + 1; index < block.end; index++) {
    const own = file.indents[index] ?? -1;
    if (own === -1 || own > indent) continue;
    entries.push({ start, end: index });
    start = index;
  }
  return [...entries, { start, end: block.end }];
};

/** The entries of the list below a key. */
const entriesOf = (file: YamlLines, block: Block): readonly Block[] => {
  block.entries ??= readEntries(file, block);
  return block.entries;
};

/** The line of what an entry goes by: a field of its own, or `metadata.name`. */
const findEntryField = (file: YamlLines, block: Block, key: string): Block | undefined => {
  if (key !== 'metadata.name') return findKey(file, block, true, key);
  const metadata = findKey(file, block, true, 'metadata');
  return metadata && findKey(file, metadata, false, 'name');
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

const objectAt = (file: YamlLines, start: number): Block => {
  const known = file.objects.get(start) ?? { start, end: file.ends.find((end) => end > start) ?? file.lines.length };
  file.objects.set(start, known);
  return known;
};

/**
 * The line of a field in the block-style YAML of one object, 1-based; of the deepest part of the path that is written
 * there. Undefined when not even its first part is.
 */
export const fieldLine = (file: YamlLines, objectLine: number, path: FieldPath): number | undefined => {
  let block = objectAt(file, objectLine - 1);
  let isMapHere = true;
  let reached: number | undefined;
  for (const segment of path) {
    if (typeof segment !== 'string' && segment.by === 'text') break;
    const found: Block | undefined =
      typeof segment === 'string'
        ? findKey(file, block, isMapHere, segment)
        : entriesOf(file, block).find((entry, index) => isEntry(file, entry, segment, index));
    if (found === undefined) break;
    block = found;
    isMapHere = typeof segment !== 'string';
    reached = found.start + 1;
  }
  return reached;
};
