/** Text whose line breaks are decided when it is printed: a group stays on one line where it fits. */
export type Doc = string | readonly Doc[] | Nest | Group | Line;

interface Nest {
  readonly is: 'nest';
  readonly of: Doc;
}

interface Group {
  readonly is: 'group';
  readonly of: Doc;
}

interface Line {
  readonly is: 'line';
  /** What stands here on one line; undefined forces the group to break. */
  readonly flat: string | undefined;
  /** What stands before the break. */
  readonly broken: string;
}

/** The document two columns further in. */
export const nest = (...of: readonly Doc[]): Doc => ({ is: 'nest', of });

/** A document that is printed on one line or broken at all of its own lines. */
export const group = (...of: readonly Doc[]): Doc => ({ is: 'group', of });

/** A break, or a blank. */
export const line: Doc = { is: 'line', flat: ' ', broken: '' };

/** A break, or nothing. */
export const soft: Doc = { is: 'line', flat: '', broken: '' };

/** A break in any case. */
export const hard: Doc = { is: 'line', flat: undefined, broken: '' };

/** The end of a list of members: a comma and a break, or `flat`. */
export const lastComma = (flat: string): Doc => ({ is: 'line', flat, broken: ',' });

/** The documents with a separator between them. */
export const separated = (docs: readonly Doc[], ...separator: readonly Doc[]): readonly Doc[] =>
  docs.flatMap((doc, i) => (i === 0 ? [doc] : [separator, doc]));

/** The document on one line, undefined where it cannot be. */
export const flatText = (doc: Doc): string | undefined => {
  if (typeof doc === 'string') return doc;
  if ('is' in doc) return doc.is === 'line' ? doc.flat : flatText(doc.of);
  let text = '';
  for (const part of doc) {
    const flat = flatText(part);
    if (flat === undefined) return undefined;
    text += flat;
  }
  return text;
};

/** The text of a document, broken where a group would pass `width` columns. */
export const print = (document: Doc, width: number): string => {
  let text = '';
  let lineStart = 0;
  const put = (doc: Doc, indent: number): void => {
    if (typeof doc === 'string') text += doc;
    else if (!('is' in doc)) for (const part of doc) put(part, indent);
    else if (doc.is === 'nest') put(doc.of, indent + 2);
    else if (doc.is === 'line') {
      text = `${text}${doc.broken}`.replace(/ +$/, '');
      text += '\n';
      lineStart = text.length;
      text += ' '.repeat(indent);
    } else {
      const flat = flatText(doc.of);
      if (flat !== undefined && text.length - lineStart + flat.length <= width) text += flat;
      else put(doc.of, indent);
    }
  };
  put(document, 0);
  return text;
};
