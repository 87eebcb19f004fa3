import { describeIdentity } from '@wildermesser/manifest';
import { type ObjectChange, verbSigns } from '../../model/object-change.ts';
import { type Alike, type ShownChange, shownChanges } from '../alike.ts';
import { isNoise, noiseCounts, plural, verbCounts } from '../counting.ts';
import type { ApplicationGroup } from '../grouping.ts';
import { applicationOf } from '../object-words.ts';
import { printableLine } from '../printable.ts';
import { type Layout, layOut, span } from './layout.ts';
import { namesText, objectText } from './object-text.ts';
import { verbStyles } from './paint.ts';

/** Names of folded objects that are listed. */
const mostNames = 6;

const foldedText = (changes: readonly ObjectChange[], why: string, sign: string, layout: Layout): string[] => {
  if (changes.length === 0) return [];
  const names = changes.slice(0, mostNames).map(({ identity }) => printableLine(describeIdentity(identity)));
  const left = changes.length - names.length;
  const more = left > 0 ? `, and ${left} more` : '';
  return [
    layOut(
      [span(`${sign.padEnd(3)} ${plural(changes.length, 'object')} ${why}: ${names.join(', ')}${more}`, 'dim')],
      2,
      layout,
      4,
    ),
  ];
};

const shownText = ({ first, isHere, others }: ShownChange, layout: Layout): string => {
  if (isHere) return objectText(first, others, layout);
  const model = printableLine(`${describeIdentity(first.identity)} of the Application ${applicationOf(first)}`);
  const sign = span(verbSigns[first.verb].padEnd(3), verbStyles[first.verb]);
  const what = span(` ${plural(others.length, 'object')} with the same change as ${model}: ${namesText(others)}`);
  return layOut([sign, what], 2, layout, 4);
};

/** An Application and its changed objects; those that say nothing are folded into a line. */
export const applicationText = ({ name, summary, changes }: ApplicationGroup, alike: Alike, layout: Layout): string => {
  const verbs = summary === undefined ? '' : verbCounts(summary.verbs);
  const status = summary?.status;
  const words =
    status === 'unknown'
      ? 'could not be rendered: nothing is known of its objects'
      : [status === 'added' ? 'new' : status === 'removed' ? 'goes' : '', verbs]
          .filter((part) => part !== '')
          .join(': ');
  const noise = changes.filter(isNoise);
  const labels = noise.filter(({ verb }) => verb !== 'none');
  const [first = '', ...rest] = [
    layOut([span('Application ', 'dim'), span(printableLine(name), 'bold'), span(`  ${words}`, 'dim')], 0, layout),
    ...shownChanges(changes, alike).map((shown) => shownText(shown, layout)),
    ...foldedText(
      labels,
      `with nothing but ${noiseCounts(labels.flatMap(({ fields }) => fields))}`,
      verbSigns.change,
      layout,
    ),
    ...foldedText(
      noise.filter(({ verb }) => verb === 'none'),
      'written differently, with the same meaning',
      verbSigns.none,
      layout,
    ),
  ];
  // What has a body stands between blank lines; a list of single lines stays dense.
  return rest.reduce((text, next, i) => {
    const isDense = !next.includes('\n') && !(rest[i - 1] ?? '').includes('\n');
    return `${text}${isDense ? '\n' : '\n\n'}${next}`;
  }, first);
};
