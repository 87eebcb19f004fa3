import { describeIdentity } from '@wildermesser/manifest';
import { type ObjectChange, verbSigns } from '../../model/object-change.ts';
import { noiseCounts, plural } from '../counting.ts';
import { fieldRows } from '../field-rows.ts';
import { factsText } from '../object-facts.ts';
import { originText, placeText } from '../object-words.ts';
import { printableLine } from '../printable.ts';
import { effectText } from './effect-text.ts';
import { fieldText } from './field-text.ts';
import { type Layout, layOut, span } from './layout.ts';
import { verbStyles } from './paint.ts';

/** Fields of an object that are shown; the definition of a resource may have hundreds. */
const mostFields = 40;

/** The names of objects, all of them: it is what is left of each. */
export const namesText = (changes: readonly ObjectChange[]): string =>
  changes.map(({ identity }) => printableLine(describeIdentity(identity))).join(', ');

/** A changed object: its head line, its fields, its effects, and the objects in which just the same changes. */
export const objectText = (change: ObjectChange, others: readonly ObjectChange[], layout: Layout): string => {
  const { verb, identity, effects, fields } = change;
  const { rows, folded } = fieldRows(fields, effects);
  const left = rows.length - mostFields;
  const place = placeText(change);
  const origin = originText(change);
  const facts = factsText(change);
  return [
    layOut(
      [
        span(verbSigns[verb].padEnd(3), verbStyles[verb]),
        span(` ${printableLine(describeIdentity(identity))}`, 'bold'),
        ...(facts === undefined ? [] : [span(`  ${facts}`)]),
        ...(place === undefined ? [] : [span(`  ${place}`, 'dim')]),
      ],
      2,
      layout,
      4,
    ),
    ...(origin === undefined ? [] : [layOut([span(origin, 'cyan')], 6, layout)]),
    ...rows.slice(0, mostFields).map((row) => fieldText(row, layout)),
    ...(left > 0 ? [layOut([span(`… and ${plural(left, 'more field')}, in the HTML report`, 'dim')], 6, layout)] : []),
    ...(folded.length === 0 ? [] : [layOut([span(`folded: ${noiseCounts(folded)}`, 'dim')], 6, layout)]),
    ...effects.map((effect) => effectText(effect, 6, layout)),
    ...(others.length === 0
      ? []
      : [
          layOut(
            [span(`the same change in ${plural(others.length, 'more object')}: `), span(namesText(others), 'dim')],
            6,
            layout,
          ),
        ]),
  ].join('\n');
};
