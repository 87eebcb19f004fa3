import { describeIdentity } from '@wildermesser/manifest';
import type { ApplicationTimeline, SideFinding } from '../../model/plan.ts';
import { plural } from '../counting.ts';
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

/** The step at which a sync would fail; nothing when none does. */
export const syncText = ({ application, steps, failsAt }: ApplicationTimeline, layout: Layout): string[] => {
  const step = failsAt === undefined ? undefined : steps[failsAt];
  if (step === undefined || failsAt === undefined) return [];
  const left = steps.length - failsAt - 1;
  return [
    [
      layOut(
        [
          span('The sync of ', 'alarm'),
          span(printableLine(application), 'alarm'),
          span(` stops at step ${failsAt + 1} of ${steps.length}`, 'alarm'),
        ],
        0,
        layout,
      ),
      layOut(
        [
          span(
            printableLine(
              `${step.phase}, wave ${step.wave}: ${describeIdentity(step.object)}${step.note === undefined ? '' : ` — ${step.note}`}`,
            ),
          ),
        ],
        2,
        layout,
      ),
      layOut(
        [span(`${plural(failsAt, 'step')} before it applied, ${plural(left, 'step')} behind it not`, 'dim')],
        2,
        layout,
      ),
    ].join('\n'),
  ];
};
