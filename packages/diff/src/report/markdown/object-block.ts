import { describeIdentity } from '@wildermesser/manifest';
import { type ObjectChange, verbSigns } from '../../model/object-change.ts';
import { noiseCounts, plural } from '../counting.ts';
import { cut } from '../cut.ts';
import { type FieldRow, fieldRows } from '../field-rows.ts';
import { factsText } from '../object-facts.ts';
import { originText, placeOf, placeText } from '../object-words.ts';
import type { ReportOptions } from '../report.ts';
import { firstFitting } from './budget.ts';
import { effectItem } from './effect-item.ts';
import { code, fenced, html, linkTo, prose } from './escape.ts';
import { htmlReportText } from './html-report.ts';

const longestLine = 500;

/** How much of an object is shown. */
interface Limit {
  readonly rows: number;
  readonly lines: number;
  readonly effects: number;
  /** Whether its place and origin are shown, whose names may be long. */
  readonly words: boolean;
}

/** Tried one after the other, until the object fits a page of its own. */
const limits: readonly Limit[] = [
  { rows: 400, lines: 200, effects: 60, words: true },
  { rows: 100, lines: 60, effects: 40, words: true },
  { rows: 30, lines: 20, effects: 15, words: true },
  { rows: 8, lines: 4, effects: 5, words: true },
  { rows: 0, lines: 0, effects: 1, words: true },
  { rows: 0, lines: 0, effects: 0, words: false },
];

/** `!` is what a diff calls a changed line. */
const rowLines = ({ sign, path, value, lines, reason, note }: FieldRow, most: number): readonly string[] => {
  const tail = `${note === undefined ? '' : `  (${note})`}${reason === undefined ? '' : `  # ${reason}`}`;
  const mark = sign === '~' || sign === '↕' ? '!' : sign;
  const left = (lines?.length ?? 0) - most;
  return [
    `${mark} ${cut(path, longestLine)}${value === undefined ? '' : `: ${value}`}${tail}`,
    ...(lines ?? [])
      .slice(0, most)
      .map((line) =>
        line.sign === 'skip'
          ? `  … ${plural(line.amount, 'line')} the same`
          : `${line.sign} ${cut(line.text, longestLine)}`,
      ),
    ...(left > 0 ? [`  … ${plural(left, 'more line')} of this value`] : []),
  ];
};

const placeLine = (change: ObjectChange, options: ReportOptions): string[] => {
  const place = placeOf(change);
  const text = placeText(change);
  if (place === undefined || text === undefined) return [];
  return ['', linkTo(change.head === undefined ? undefined : options.sourceUrl, place, text)];
};

const write = (
  change: ObjectChange,
  options: ReportOptions,
  { rows: mostRows, lines, effects: mostEffects, words }: Limit,
): string => {
  const { verb, identity, effects, fields, severity } = change;
  const { rows, folded } = fieldRows(fields, effects);
  const origin = originText(change);
  const facts = factsText(change);
  const [leftRows, leftEffects] = [rows.length - mostRows, effects.length - mostEffects];
  const fieldBlock = rows.slice(0, mostRows).flatMap((row) => rowLines(row, lines));
  const left = [
    leftRows > 0 && plural(leftRows, 'more field'),
    leftEffects > 0 && plural(leftEffects, 'more effect'),
  ].filter((part) => part !== false);
  return [
    `<details><summary><code>${verbSigns[verb].replace('≈', '&asymp;')}</code> <code>${html(cut(describeIdentity(identity), 200))}</code>${severity === undefined ? '' : ` · <b>${severity}</b>`}</summary>`,
    ...(words ? placeLine(change, options) : []),
    ...(facts === undefined || !words ? [] : ['', code(facts)]),
    ...(origin === undefined || !words ? [] : ['', prose(cut(origin, 600))]),
    ...(fieldBlock.length === 0 ? [] : ['', fenced('diff', fieldBlock)]),
    ...(folded.length === 0 ? [] : ['', `Folded: ${noiseCounts(folded)}`]),
    ...(effects.length === 0 || mostEffects === 0
      ? []
      : ['', ...effects.slice(0, mostEffects).map((effect) => effectItem(effect, options, true))]),
    ...(left.length === 0 ? [] : ['', `_${left.join(' and ')} not shown; the whole is in ${htmlReportText(options)}_`]),
    '',
    '</details>',
    '',
  ].join('\n');
};

/** An object folded under its name, whole where that fits the budget, and else with what is left out counted. */
export const objectBlock = (change: ObjectChange, options: ReportOptions, budget: number): string =>
  firstFitting(limits, budget, (limit) => write(change, options, limit));
