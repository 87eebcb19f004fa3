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

/** A changed object: its head line, its fields, its effects. */
export const objectText = (change: ObjectChange, layout: Layout): string => {
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
  ].join('\n');
};
