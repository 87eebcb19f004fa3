import type { Effect } from '../../model/effect.ts';
import { fieldText } from '../../model/field-path.ts';
import { printable, printableLine } from '../printable.ts';
import { type Layout, layOut, span } from './layout.ts';
import { severityStyles } from './paint.ts';

/** How an accepted effect is spoken of; undefined when nobody accepted it. */
export const waiverText = ({ waiver }: Effect): string | undefined =>
  waiver === undefined
    ? undefined
    : printableLine(
        `${waiver.expired ? `was accepted until ${waiver.until}, so it counts again` : `accepted until ${waiver.until}`}: ${waiver.reason}`,
      );

/** An effect in full, below its object. */
export const effectText = (effect: Effect, indent: number, layout: Layout): string => {
  const { severity, rule, field, message, advice, commands = [], waiver } = effect;
  const isAccepted = waiver !== undefined && !waiver.expired;
  const accepted = waiverText(effect);
  const at = field === undefined || field.length === 0 ? '' : `  ${fieldText(field)}`;
  return [
    layOut(
      [
        span(severity, isAccepted ? 'dim' : severityStyles[severity]),
        span(`  ${rule}`),
        span(printableLine(at), 'dim'),
      ],
      indent,
      layout,
    ),
    layOut([span(printableLine(message), isAccepted ? 'dim' : undefined)], indent + 2, layout, 0),
    ...(accepted === undefined ? [] : [layOut([span(accepted, 'dim')], indent + 2, layout, 0)]),
    ...(advice === undefined ? [] : [layOut([span(`→ ${printableLine(advice)}`)], indent + 2, layout)]),
    // Commands stay on one line each, so that they can be pasted.
    ...commands.map((command) =>
      layOut([span(`$ ${printable(command)}`, 'cyan')], indent + 4, { ...layout, width: Number.POSITIVE_INFINITY }),
    ),
  ].join('\n');
};
