import type { FieldPath, ListEntry } from '@wildermesser/diff';

/** A file of block-style YAML, made ready for looking up fields. */
export interface YamlLines {
  readonly lines: readonly string[];
  /** Spaces in front of each line; -1 for one that is blank or a comment. */
  readonly indents: Int32Array;
  /** Indexes of the lines that end a document, and that behind the last one. */
  readonly ends: readonly number[];
  /** What stands in blocks that were looked into already: many fields of one object are asked for. */
  readonly keys: Map<string, ReadonlyMap<string, Block>>;
  readonly entries: Map<string, readonly Block[]>;
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
  return { lines, indents, ends: [...ends, lines.length], keys: new Map(), entries: new Map() };
};

/** Lines of a block: indexes into the lines of the file, the end exclusive. */
interface Block {
  readonly start: number;
  readonly end: number;
}

const blockKey = ({ start, end }: Block): string => `${start}-${end}`;

const isDash = (line: string): boolean => /^\s*-(?:\s|$)/.test(line);

/** `- ` opens a map whose keys stand behind it. */
const opened = (line: string): string => line.replace(/^(\s*)- /, '$1  ');

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

const keyAt = (line: string): readonly [key: string, value: string] | undefined => {
  const [, key = '', value = ''] = /^\s*("[^"]*"|'[^']*'|[^\s:#][^:]*?)\s*:(?:\s+(.*))?$/.exec(line) ?? [];
  return key === '' ? undefined : [unquoted(key), unquoted(value.replace(/\s+#.*$/, ''))];
};

const firstLine = ({ indents }: YamlLines, { start, end }: Block): number => {
  let index = start;
  while (index < end && indents[index] === -1) index++;
  return index;
};

/** The keys of a map with their lines and what stands below them. A list may stand at its key's own indent. */
const readKeys = (file: YamlLines, block: Block): ReadonlyMap<string, Block> => {
  const found = new Map<string, Block>();
  const first = firstLine(file, block);
  if (first >= block.end) return found;
  const head = opened(file.lines[first] ?? '');
  const indent = indentAt(head);
  let [key, start] = [keyAt(head)?.[0], first];
  const close = (end: number): void => {
    if (key !== undefined && !found.has(key)) found.set(key, { start, end });
  };
  for (let index = first + 1; index < block.end; index++) {
    const own = file.indents[index] ?? -1;
    if (own === -1 || own > indent) continue;
    const line = file.lines[index] ?? '';
    if (own === indent && isDash(line)) continue;
    close(index);
    if (own < indent) return found;
    [key, start] = [keyAt(line)?.[0], index];
  }
  close(block.end);
  return found;
};

/** The line of a key of a map, and what stands below it. */
const findKey = (file: YamlLines, block: Block, key: string): Block | undefined => {
  const at = blockKey(block);
  const keys = file.keys.get(at) ?? readKeys(file, block);
  file.keys.set(at, keys);
  return keys.get(key);
};

const readEntries = (file: YamlLines, block: Block): readonly Block[] => {
  const first = firstLine(file, { start: block.start + 1, end: block.end });
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
  const at = blockKey(block);
  const entries = file.entries.get(at) ?? readEntries(file, block);
  file.entries.set(at, entries);
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
