import { describeIdentity } from '@wildermesser/manifest';
import type { Plan } from '../../model/plan.ts';
import { type Alike, effectsOnce } from '../alike.ts';
import { counts } from '../effects-of-field.ts';
import { worseFirst } from '../grouping.ts';
import { atLine } from '../object-words.ts';
import { printableLine } from '../printable.ts';
import { type Layout, layOut, span } from './layout.ts';
import { severityStyles } from './paint.ts';

/** The index of what has to be looked at: a line for each danger and warning, the worst first. */
export const worstFirst = (plan: Plan, alike: Alike, layout: Layout): string[] => {
  const all = effectsOnce(plan, alike)
    .filter(({ effect }) => counts(effect) && (effect.severity === 'danger' || effect.severity === 'warning'))
    .sort((a, b) => worseFirst(a.effect.severity, b.effect.severity));
  if (all.length === 0) return [];
  return [
    all
      .map(({ effect: { severity, rule, object, source, generated }, others }) => {
        const place = source ?? generated;
        return layOut(
          [
            span(severity.padEnd(7), severityStyles[severity]),
            span(`  ${printableLine(describeIdentity(object))}`),
            ...(others > 0 ? [span(` and ${others} more alike`)] : []),
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
