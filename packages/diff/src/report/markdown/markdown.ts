import type { ObjectChange } from '../../model/object-change.ts';
import type { Plan } from '../../model/plan.ts';
import { type Alike, findAlike, shownChanges } from '../alike.ts';
import { isNoise, planLine, plural } from '../counting.ts';
import { cut } from '../cut.ts';
import { type ApplicationGroup, byApplication, worseFirst } from '../grouping.ts';
import type { Report, ReportOptions } from '../report.ts';
import { defaultBudget } from './budget.ts';
import { code } from './escape.ts';
import { alikeBlock, foldedBlock } from './folded-block.ts';
import { htmlReportText } from './html-report.ts';
import { objectBlock } from './object-block.ts';
import { type Block, pack } from './pages.ts';
import { summary } from './summary.ts';

/** By this whoever posts the pages finds those of an earlier run, and knows that there is nothing to say. */
const markerOf = (page: number, isEmpty: boolean): string =>
  `<!-- wildermesser-platform:diff page=${page}${isEmpty ? ' empty' : ''} -->`;

const saysNothing = ({ changes, effects, findings, applications }: Plan): boolean =>
  changes.length + effects.length + findings.length + applications.length === 0;

/** For the marker, the line of a further page, and the last one about what is not shown. */
const reserved = 1_500;

const defaultPages = 5;

const blocksOf = (
  { name, summary: about, changes }: ApplicationGroup,
  alike: Alike,
  options: ReportOptions,
  room: number,
): Block[] => {
  const heading = `#### Application ${code(cut(name, 120))}`;
  const block = (text: string, objects = 1): Block => ({ heading, text, objects });
  const noise: readonly ObjectChange[] = changes.filter(isNoise);
  return [
    ...shownChanges(changes, alike).flatMap((shown) => [
      ...(shown.isHere ? [block(objectBlock(shown.first, options, room))] : []),
      ...(shown.others.length === 0 ? [] : [block(alikeBlock(shown, room), shown.others.length)]),
    ]),
    ...(noise.length === 0 ? [] : [block(foldedBlock(noise, room), noise.length)]),
    ...(about?.status === 'unknown' ? [block('It could not be rendered: nothing is known of its objects.\n', 0)] : []),
  ];
};

/** Where the rest of what the first page sums up is. */
const whereabouts = (pages: number, options: ReportOptions): string => {
  const parts = [
    pages > 1 && `Details go on in ${plural(pages - 1, 'further page')}.`,
    options.htmlReport !== undefined && `Both sides of everything: ${htmlReportText(options)}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `\n${parts.join(' ')}\n`;
};

/**
 * The plan for a comment of a pull request. The first page begins with a summary that always fits; objects follow
 * whole, worst Application first, on as many pages as there may be. What has no place is counted on the last one.
 */
export const markdown: Report = (plan: Plan, options: ReportOptions = {}) => {
  const room = (options.pageBudget ?? defaultBudget) - reserved;
  const groups = [...byApplication(plan)].sort((a, b) => worseFirst(a.summary?.severity, b.summary?.severity));
  const alike = findAlike(groups.flatMap(({ changes }) => changes));
  const start = summary(plan, alike, options, room);
  // A heading stands above each block that begins a page.
  const blocks = groups.flatMap((group) => blocksOf(group, alike, options, room - 700));
  const packed = pack(start, blocks, room);
  const pages = packed.slice(0, Math.max(1, options.maxPages ?? defaultPages));
  const left = packed.slice(pages.length).reduce((sum, page) => sum + page.objects, 0);
  return pages.map(({ text }, at) => {
    const isLast = at === pages.length - 1;
    return [
      markerOf(at + 1, saysNothing(plan)),
      ...(at === 0 ? [] : [`Page ${at + 1} of ${pages.length} · ${planLine(plan)}`]),
      text,
      ...(at === 0 ? [whereabouts(pages.length, options)] : []),
      ...(isLast && left > 0
        ? [
            `\n**${plural(left, 'more object')} with details ${left === 1 ? 'is' : 'are'} not shown here**: see ${htmlReportText(options)}\n`,
          ]
        : []),
    ]
      .filter((part) => part !== '')
      .join('\n');
  });
};
