import type { Effect } from '../model/effect.ts';
import type { FieldChange } from '../model/field-change.ts';
import { fieldText } from '../model/field-path.ts';
import { reasonOf } from './effects-of-field.ts';
import { type DiffLine, lineDiff, linesOf } from './line-diff.ts';
import { printableLine } from './printable.ts';
import { blockText, inlineText, isMultiLine } from './value-text.ts';

/** A changed field, ready to be laid out. */
export interface FieldRow {
  readonly sign: '+' | '-' | '~' | '↕';
  readonly path: string;
  /** On one line: `3 → 5`, the value of an added or removed field, `(hidden)`; absent when there are lines. */
  readonly value?: string;
  /** The sides of a one-line value that may be shown. */
  readonly before?: string;
  readonly after?: string;
  /** A value of several lines: a line diff, or all its lines with one sign. */
  readonly lines?: readonly DiffLine[];
  /** What the change of this field causes: `forces recreation`. */
  readonly reason?: string;
  readonly note?: string;
}

const signs = { added: '+', removed: '-', changed: '~', reordered: '↕' } as const;

/** An entry of a list of scalars: its path says already what it is. */
const isNamedByValue = ({ path }: FieldChange): boolean => {
  const last = path.at(-1);
  return typeof last === 'object' && last.by === 'value';
};

const shownValue = (field: FieldChange): Pick<FieldRow, 'value' | 'lines' | 'before' | 'after'> => {
  const { kind, before, after, secret } = field;
  if (isNamedByValue(field)) return {};
  if (secret === true) return { value: '(hidden)' };
  if (kind === 'reordered') return { value: 'the same entries in another order' };
  if (before !== undefined && after !== undefined) {
    if (isMultiLine(before) || isMultiLine(after)) return { lines: lineDiff(blockText(before), blockText(after)) };
    const [old, now] = [inlineText(before), inlineText(after)];
    return { value: `${old} → ${now}`, before: old, after: now };
  }
  const only = after ?? before;
  if (only === undefined) return {};
  const text = inlineText(only);
  if (!isMultiLine(only)) return { value: text, ...(after === undefined ? { before: text } : { after: text }) };
  const sign = after === undefined ? '-' : '+';
  return { lines: linesOf(blockText(only)).map((text) => ({ sign, text })) };
};

const rowOf = (field: FieldChange, effects: readonly Effect[]): FieldRow => {
  const reason = reasonOf(field, effects);
  return {
    sign: signs[field.kind],
    path: printableLine(fieldText(field.path)),
    ...shownValue(field),
    ...(reason === undefined ? {} : { reason }),
    ...(field.note === undefined ? {} : { note: printableLine(field.note) }),
  };
};

/** The changed fields of an object that say something, and how many are folded because they do not. */
export const fieldRows = (
  fields: readonly FieldChange[],
  effects: readonly Effect[],
): { readonly rows: readonly FieldRow[]; readonly folded: readonly FieldChange[] } => {
  const isFolded = (field: FieldChange): boolean => field.noise !== undefined && reasonOf(field, effects) === undefined;
  return {
    rows: fields.filter((field) => !isFolded(field)).map((field) => rowOf(field, effects)),
    folded: fields.filter(isFolded),
  };
};
