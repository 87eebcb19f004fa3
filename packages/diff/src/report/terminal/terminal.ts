import { describeIdentity } from '@wildermesser/manifest';
import type { Plan } from '../../model/plan.ts';
import { findAlike } from '../alike.ts';
import { costText } from '../cost-words.ts';
import { planLine, plural, severityCounts, verbCounts } from '../counting.ts';
import { byApplication } from '../grouping.ts';
import { applicationOf } from '../object-words.ts';
import { printableLine } from '../printable.ts';
import type { Report } from '../report.ts';
import { applicationText } from './application-text.ts';
import { effectText } from './effect-text.ts';
import { findingText } from './finding-text.ts';
import { type Layout, layOut, span } from './layout.ts';
import { severityStyles } from './paint.ts';
import { worstFirst } from './worst-first.ts';

const headText = ({ base, head, kubernetes }: Plan, layout: Layout): string =>
  [
    layOut([span('base  ', 'dim'), span(printableLine(base))], 0, layout),
    layOut([span('head  ', 'dim'), span(printableLine(head)), span(`  Kubernetes ${kubernetes}`, 'dim')], 0, layout),
  ].join('\n');

const closing = (plan: Plan, layout: Layout): string => {
  const { unchangedApplications, unchangedObjects } = plan.counts;
  const cost = costText(plan.cost);
  const said = severityCounts(plan.counts);
  return [
    ...(cost === undefined ? [] : [layOut([span(`Requests: ${cost}`)], 0, layout)]),
    layOut(
      [
        span(
          `The same: ${plural(unchangedApplications, 'Application')}, and ${plural(unchangedObjects, 'object')} of those that differ`,
          'dim',
        ),
      ],
      0,
      layout,
    ),
    layOut([span(planLine(plan), 'bold'), ...(said === '' ? [] : [span(` — ${said}`)])], 0, layout),
  ].join('\n');
};

const full = (plan: Plan, layout: Layout): string => {
  const groups = byApplication(plan);
  const alike = findAlike(groups.flatMap(({ changes }) => changes));
  return [
    headText(plan, layout),
    ...groups.map((group) => applicationText(group, alike, layout)),
    ...(plan.effects.length === 0
      ? []
      : [
          [
            layOut([span('On objects that do not change themselves', 'bold')], 0, layout),
            ...plan.effects.flatMap((effect) => [
              layOut([span(printableLine(describeIdentity(effect.object)), 'bold')], 2, layout),
              effectText(effect, 6, layout),
            ]),
          ].join('\n'),
        ]),
    ...plan.findings.map((finding) => findingText(finding, layout)),
    ...worstFirst(plan, alike, layout),
    closing(plan, layout),
    '',
  ].join('\n\n');
};

const stat = (plan: Plan, layout: Layout): string => {
  const widest = Math.max(0, ...plan.applications.map(({ name }) => name.length));
  const lines = plan.applications.map(({ name, status, verbs, severity }) =>
    layOut(
      [
        span((severity ?? '').padEnd(9), severity === undefined ? undefined : severityStyles[severity]),
        span(printableLine(name).padEnd(widest)),
        span(`  ${status === 'unknown' ? 'could not be rendered' : verbCounts(verbs)}`),
      ],
      0,
      layout,
      9,
    ),
  );
  return `${[...lines, closing(plan, layout)].join('\n')}\n`;
};

/** For scripts: no colour, no wrapping, fields between tabs. */
const names = ({ changes }: Plan): string =>
  changes
    .map((change) =>
      [change.verb, applicationOf(change), describeIdentity(change.identity)].map(printableLine).join('\t'),
    )
    .map((line) => `${line}\n`)
    .join('');

/** The plan for somebody at a terminal: what happens to each object and why; the closing line last. */
export const terminal: Report = (plan, { detail = 'full', width, colour } = {}) => {
  const layout: Layout = { ...(width === undefined ? {} : { width }), ...(colour === undefined ? {} : { colour }) };
  if (detail === 'names') return [names(plan)];
  if (detail === 'stat') return [stat(plan, layout)];
  return [full(plan, layout).replace(/\n+$/, '\n')];
};
