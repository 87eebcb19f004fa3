// The whole library is seventeen modules more.
import { diffArrays } from 'diff/lib/diff/array.js';

/** A line of two texts laid over each other; `skip` stands for lines that are the same on both sides. */
export type DiffLine =
  | { readonly sign: ' ' | '-' | '+'; readonly text: string }
  | { readonly sign: 'skip'; readonly amount: number };

/** Beyond this many changed lines two texts have nothing in common that is worth the search. */
const maxEdits = 4_000;

/** The lines of a text; a last line break ends a line and begins none. */
export const linesOf = (text: string): readonly string[] => {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

/** All lines of both texts, in order. */
export const wholeDiff = (before: string, after: string): readonly DiffLine[] => {
  const [base, head] = [linesOf(before), linesOf(after)];
  const signed = (sign: ' ' | '-' | '+', lines: readonly string[]): DiffLine[] => lines.map((text) => ({ sign, text }));
  const parts = diffArrays([...base], [...head], { maxEditLength: maxEdits });
  if (parts === undefined) return [...signed('-', base), ...signed('+', head)];
  return parts.flatMap(({ added, removed, value }) => signed(added ? '+' : removed ? '-' : ' ', value));
};

/** The changed lines with up to `context` equal ones around them. */
export const lineDiff = (before: string, after: string, context = 2): readonly DiffLine[] => {
  const all = wholeDiff(before, after);
  const near = new Set<number>();
  all.forEach(({ sign }, at) => {
    if (sign !== ' ') for (let i = at - context; i <= at + context; i++) near.add(i);
  });
  const shown: DiffLine[] = [];
  let skipped = 0;
  const flush = (): void => {
    if (skipped > 0) shown.push({ sign: 'skip', amount: skipped });
    skipped = 0;
  };
  all.forEach((line, at) => {
    if (!near.has(at)) {
      skipped++;
      return;
    }
    flush();
    shown.push(line);
  });
  flush();
  return shown;
};
