import { describeIdentity } from '@wildermesser/manifest';
import type { SideFinding } from '../../model/plan.ts';
import { printableLine } from '../printable.ts';
import { type Layout, layOut, span } from './layout.ts';

/** What is wrong with a side. */
export const findingText = (finding: SideFinding, layout: Layout): string => {
  const { severity, code, message, advice, object, side, application, file, line } = finding;
  const place = file === undefined ? '' : `  ${file}${line === undefined ? '' : `:${line}`}`;
  const subject = [application, object && describeIdentity(object)].filter((part) => part !== undefined).join('  ');
  return [
    layOut(
      [
        span(severity, severity === 'error' ? 'alarm' : 'yellow'),
        span(printableLine(`  ${side}${place}  ${code}`), 'dim'),
      ],
      0,
      layout,
    ),
    ...(subject === '' ? [] : [layOut([span(printableLine(subject))], 2, layout)]),
    ...message.split('\n').map((text) => layOut([span(printableLine(text))], 2, layout, 0)),
    ...(advice === undefined ? [] : [layOut([span(printableLine(`→ ${advice}`))], 2, layout)]),
  ].join('\n');
};
