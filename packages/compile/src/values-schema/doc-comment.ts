import { type Node, ts } from 'ts-morph';

/** A tag of a doc comment: its name without the `@`, and everything up to the next tag. */
export interface DocTag {
  readonly name: string;
  readonly text: string;
  readonly node: Node;
  /** 1-based line and column of the source file. */
  readonly line: number;
  readonly column: number;
}

/** What a doc comment says: the author's words, and the tags after them. */
export interface DocComment {
  readonly description: string;
  readonly tags: readonly DocTag[];
}

/** The tags that say something about the schema. */
const schemaTags = [
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'float'] as const),
  ...(['minLength', 'maxLength', 'pattern', 'format', 'minItems', 'maxItems', 'uniqueItems'] as const),
  ...(['default', 'example', 'deprecated'] as const),
];

/** The tags that say something about a custom resource beside its schema. */
const resourceTags = [
  ...['shortName', 'category', 'plural', 'singular', 'scope', 'printColumn', 'scale', 'unserved', 'storage'],
  ...['deprecatedVersion', 'rule', 'immutable', 'listType', 'listMapKey', 'mapType', 'selectable', 'title'],
  ...['minProperties', 'maxProperties', 'exactlyOneOf', 'atMostOneOf', 'atLeastOneOf'],
  ...['preserveUnknownFields', 'embeddedResource', 'nameMaxLength', 'namePattern'],
];

const knownTags: readonly string[] = [...schemaTags, ...resourceTags];

/** Words that are usual in doc comments and mean nothing to a schema. */
const otherTags = [
  'see',
  'link',
  'remarks',
  'since',
  'internal',
  'alpha',
  'beta',
  'public',
  'type',
  'property',
  'param',
];

const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
};

/** The tag that the author of an unknown one meant, undefined when it looks like none. */
export const meantTag = (name: string): string | undefined => {
  if (knownTags.includes(name) || otherTags.includes(name)) return undefined;
  const low = name.toLowerCase();
  const near = knownTags
    .map((tag) => ({ tag, away: distance(low, tag.toLowerCase()) }))
    .filter(({ tag, away }) => tag.slice(0, 3) === low.slice(0, 3) || away <= (low.length >= 6 ? 2 : 1))
    .sort((a, b) => a.away - b.away);
  return near[0]?.tag;
};

/**
 * A tag begins a line or follows a blank. Within a line only a word that is a schema's tag, or nearly, begins one: a
 * pattern or a text may hold an `@`.
 */
const beginsTag = (name: string, atLineStart: boolean): boolean =>
  atLineStart || knownTags.includes(name) || meantTag(name) !== undefined;

const plainWords = (text: string): string =>
  text
    .replace(/\{@link\s+([^}]*)\}/g, '$1')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');

/**
 * The range of the doc comment before a declaration. The compiler's own list leaves out a comment that begins on the line of
 * the brace or semicolon before it, as in `{ /** Pods to run. *\/ replicas: number }`.
 */
const commentRange = (declaration: Node): readonly [number, number] | undefined => {
  const text = declaration.getSourceFile().getFullText();
  const [from, start] = [declaration.getPos(), declaration.getStart()];
  const leading = ts.getLeadingCommentRanges(text, from) ?? [];
  // One that ends its line speaks of what is before it.
  const isOfNext = ({ pos, end }: ts.CommentRange): boolean =>
    text[from - 1] === '{' || text.slice(pos, end).includes('\n') || !text.slice(end, start).includes('\n');
  const onLine = (ts.getTrailingCommentRanges(text, from) ?? []).filter(isOfNext);
  const range = [...onLine, ...leading].findLast(({ pos, end }) => /^\/\*\*[^/]/.test(text.slice(pos, end)));
  return range === undefined ? undefined : [range.pos, range.end];
};

const readComment = (declaration: Node, [from, to]: readonly [number, number]): DocComment => {
  const file = declaration.getSourceFile();
  // As many characters as before, so that offsets stay those of the source.
  const text = file
    .getFullText()
    .slice(from, to)
    .replace(/^\/\*\*|\*\/$/g, (mark) => ' '.repeat(mark.length))
    .replace(/^[ \t]*\*/gm, (mark) => ' '.repeat(mark.length));
  const starts = [...text.matchAll(/(?<=^|\s)@([A-Za-z]+)(?=\s|$)/g)].filter((match) =>
    beginsTag(match[1] ?? '', /(^|\n)[ \t]*$/.test(text.slice(0, match.index))),
  );
  const tags = starts.map((match, i): DocTag => {
    const end = starts[i + 1]?.index ?? text.length;
    return {
      name: match[1] ?? '',
      text: text.slice(match.index + match[0].length, end).trim(),
      node: declaration,
      ...file.getLineAndColumnAtPos(from + match.index),
    };
  });
  return { description: plainWords(text.slice(0, starts[0]?.index ?? text.length)), tags };
};

/** The doc comment of a declaration, the nearest one where there are several. */
export const docComment = (declaration: Node | undefined): DocComment => {
  const range = declaration === undefined ? undefined : commentRange(declaration);
  return declaration === undefined || range === undefined
    ? { description: '', tags: [] }
    : readComment(declaration, range);
};
