import { plural } from '../counting.ts';
import { forcesRecreation } from '../effects-of-field.ts';
import type { FieldRow } from '../field-rows.ts';
import type { DiffLine } from '../line-diff.ts';
import { type Layout, layOut, type Span, span } from './layout.ts';
import type { Style } from './paint.ts';

const styles: Readonly<Record<FieldRow['sign'], Style>> = { '+': 'green', '-': 'red', '~': 'yellow', '↕': 'yellow' };

const styleOf = (reason: string): Style => (reason.startsWith(forcesRecreation) ? 'alarm' : 'yellow');

/** Lines of one value that are shown; the reader of more opens the file or another report. */
const mostLines = 60;

const lineText = (line: DiffLine, layout: Layout): string => {
  if (line.sign === 'skip') return layOut([span(`… ${plural(line.amount, 'line')} the same`, 'dim')], 8, layout);
  const style = line.sign === '+' ? 'green' : line.sign === '-' ? 'red' : 'dim';
  return layOut([span(`${line.sign} ${line.text}`, style)], 8, layout);
};

const blockLines = (lines: readonly DiffLine[], layout: Layout): readonly string[] => {
  const left = lines.length - mostLines;
  return [
    ...lines.slice(0, mostLines).map((line) => lineText(line, layout)),
    ...(left > 0 ? [layOut([span(`… ${plural(left, 'more line')}, in the HTML report`, 'dim')], 8, layout)] : []),
  ];
};

/** A changed field: `~ spec.replicas: 3 → 5  # reason`, and its lines when the value has several. */
export const fieldText = ({ sign, path, value, lines, reason, note }: FieldRow, layout: Layout): string => {
  const spans: Span[] = [
    span(`${sign} `, styles[sign]),
    span(path),
    ...(value === undefined ? [] : [span(': '), span(value, styles[sign])]),
    ...(note === undefined ? [] : [span(`  (${note})`, 'dim')]),
    ...(reason === undefined ? [] : [{ text: `  # ${reason}`, style: styleOf(reason), whole: true } as const]),
  ];
  return [layOut(spans, 6, layout, 4), ...(lines === undefined ? [] : blockLines(lines, layout))].join('\n');
};
