import { paint, type Style } from './paint.ts';

/** A piece of a line; a break may fall at its spaces and between pieces that a space separates. */
export interface Span {
  readonly text: string;
  readonly style?: Style;
  /** Stays on one line where it can. */
  readonly whole?: true;
}

export const span = (text: string, style?: Style): Span => (style === undefined ? { text } : { text, style });

/** How lines are laid out. */
export interface Layout {
  readonly width?: number;
  readonly colour?: boolean;
}

const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u;
const combining = /\p{Mn}/u;

/** Columns that a text takes on a terminal. */
export const columnsOf = (text: string): number =>
  /^[\x20-\x7e]*$/.test(text)
    ? text.length
    : [...text].reduce((sum, character) => sum + (combining.test(character) ? 0 : wide.test(character) ? 2 : 1), 0);

/** Cuts a word that fits on no line. */
const chop = (word: string, columns: number): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const character of word) {
    const size = columnsOf(character);
    if (taken + size > columns && piece !== '') {
      pieces.push(piece);
      piece = '';
      taken = 0;
    }
    piece += character;
    taken += size;
  }
  return [...pieces, piece];
};

/**
 * One logical line as one or several: broken at spaces where it is longer than the width, continued `indent + hang`
 * columns from the left. A word longer than a line is cut. Below 20 columns of text nothing is broken.
 */
export const layOut = (spans: readonly Span[], indent: number, { width, colour }: Layout, hang = 2): string => {
  const shown = ({ text, style }: Span): string => (colour === true ? paint(text, style) : text);
  const available = (width ?? Number.POSITIVE_INFINITY) - indent - hang;
  const start = ' '.repeat(indent);
  if (available < 20 || spans.reduce((sum, { text }) => sum + columnsOf(text), 0) <= available + hang)
    return `${start}${spans.map(shown).join('')}`.trimEnd();
  const lines: string[] = [];
  let line = '';
  let gap = '';
  let used = 0;
  const room = (): number => (lines.length === 0 ? available + hang : available);
  const breakLine = (): void => {
    lines.push(line);
    line = '';
    gap = '';
    used = 0;
  };
  for (const { text, style, whole } of spans)
    for (const next of whole === true ? [text] : text.split(/(?<= )(?=[^ ])/)) {
      if (used > 0 && used + columnsOf(next.trimEnd()) > room()) breakLine();
      const word = used === 0 && lines.length > 0 ? next.trimStart() : next;
      const size = columnsOf(word.trimEnd());
      const pieces = size > room() ? chop(word, available) : [word];
      pieces.forEach((piece, i) => {
        if (i > 0) breakLine();
        const text = piece.trimEnd();
        line += gap + (text === '' ? '' : shown(span(text, style)));
        gap = piece.slice(text.length);
        used += columnsOf(piece);
      });
    }
  breakLine();
  return lines.map((text, i) => `${i === 0 ? start : ' '.repeat(indent + hang)}${text}`).join('\n');
};
