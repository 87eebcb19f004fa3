import type { FieldPath, ListEntry } from '@wildermesser/diff';

/** Lines of a block: indexes into the lines of the file, the end exclusive. */
interface Block {
  readonly start: number;
  readonly end: number;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

const isBlank = (line: string): boolean => /^\s*(?:#.*)?$/.test(line);

/** `- ` opens a map whose keys stand behind it. */
const opened = (line: string): string => line.replace(/^(\s*)- /, '$1  ');

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

const keyAt = (line: string): readonly [key: string, value: string] | undefined => {
  const [, key = '', value = ''] = /^\s*("[^"]*"|'[^']*'|[^\s:#][^:]*?)\s*:(?:\s+(.*))?$/.exec(line) ?? [];
  return key === '' ? undefined : [unquoted(key), unquoted(value.replace(/\s+#.*$/, ''))];
};

/** The end of what stands below a line: the next line that is not indented further. A list may stand at its key's own indent. */
const endOf = (lines: readonly string[], start: number, limit: number, indent: number, mayDash: boolean): number => {
  for (let index = start + 1; index < limit; index++) {
    const line = lines[index] ?? '';
    if (isBlank(line) || indentOf(line) > indent) continue;
    if (mayDash && indentOf(line) === indent && /^\s*-(?:\s|$)/.test(line)) continue;
    return index;
  }
  return limit;
};

const firstLine = (lines: readonly string[], { start, end }: Block): number => {
  let index = start;
  while (index < end && isBlank(lines[index] ?? '')) index++;
  return index;
};

/** The line of a key of a map, and what stands below it. */
const findKey = (lines: readonly string[], block: Block, key: string): Block | undefined => {
  const first = firstLine(lines, block);
  if (first >= block.end) return undefined;
  const indent = indentOf(opened(lines[first] ?? ''));
  for (let index = first; index < block.end; index++) {
    const line = index === first ? opened(lines[index] ?? '') : (lines[index] ?? '');
    if (isBlank(line) || indentOf(line) !== indent || keyAt(line)?.[0] !== key) continue;
    return { start: index, end: endOf(lines, index, block.end, indent, true) };
  }
  return undefined;
};

/** The entries of the list below a key. */
const entriesOf = (lines: readonly string[], block: Block): readonly Block[] => {
  const first = firstLine(lines, { start: block.start + 1, end: block.end });
  if (first >= block.end || !/^\s*-(?:\s|$)/.test(lines[first] ?? '')) return [];
  const indent = indentOf(lines[first] ?? '');
  const entries: Block[] = [];
  for (let index = first; index < block.end; ) {
    const end = endOf(lines, index, block.end, indent, false);
    entries.push({ start: index, end });
    index = end;
  }
  return entries;
};

const isEntry = (lines: readonly string[], block: Block, segment: ListEntry, index: number): boolean => {
  if (segment.by === 'index') return segment.index === index;
  if (segment.by === 'value')
    return unquoted((lines[block.start] ?? '').replace(/^\s*-\s+/, '')) === String(segment.value);
  return Object.entries(segment.keys).every(([key, value]) => {
    const found = findKey(lines, block, key);
    // A key that is not written has its default.
    return found === undefined || keyAt(opened(lines[found.start] ?? ''))?.[1] === String(value);
  });
};

/**
 * The line of a field in the block-style YAML of one object, 1-based; of the deepest part of the path that is written
 * there. Undefined when not even its first part is.
 */
export const fieldLine = (lines: readonly string[], objectLine: number, path: FieldPath): number | undefined => {
  const start = objectLine - 1;
  const next = lines.findIndex((line, index) => index > start && /^---(?:\s|$)/.test(line));
  let block: Block = { start, end: next === -1 ? lines.length : next };
  let isInside = true;
  let reached: number | undefined;
  for (const segment of path) {
    if (typeof segment !== 'string' && segment.by === 'text') break;
    const inner = isInside ? block : { start: block.start + 1, end: block.end };
    const found: Block | undefined =
      typeof segment === 'string'
        ? findKey(lines, inner, segment)
        : entriesOf(lines, block).find((entry, index) => isEntry(lines, entry, segment, index));
    if (found === undefined) break;
    block = found;
    isInside = typeof segment !== 'string';
    reached = found.start + 1;
  }
  return reached;
};
