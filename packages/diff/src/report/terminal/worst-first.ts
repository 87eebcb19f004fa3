import { describeIdentity } from '@wildermesser/manifest';
import type { Plan } from '../../model/plan.ts';
import { counts } from '../effects-of-field.ts';
import { worseFirst } from '../grouping.ts';
import { atLine } from '../object-words.ts';
import { printableLine } from '../printable.ts';
import { type Layout, layOut, span } from './layout.ts';
import { severityStyles } from './paint.ts';

/** The index of what has to be looked at: a line for each danger and warning, the worst first. */
export const worstFirst = ({ changes, effects }: Plan, layout: Layout): string[] => {
  const all = [...changes.flatMap((change) => change.effects), ...effects]
    .filter((effect) => counts(effect) && (effect.severity === 'danger' || effect.severity === 'warning'))
    .sort((a, b) => worseFirst(a.severity, b.severity));
  if (all.length === 0) return [];
  return [
    all
      .map(({ severity, rule, object, source, generated }) => {
        const place = source ?? generated;
        return layOut(
          [
            span(severity.padEnd(7), severityStyles[severity]),
            span(`  ${printableLine(describeIdentity(object))}`),
            span(`  ${rule}`),
            ...(place === undefined ? [] : [span(`  ${atLine(place)}`, 'dim')]),
          ],
          0,
          layout,
          9,
        );
      })
      .join('\n'),
  ];
};
