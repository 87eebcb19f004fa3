import type { ApplicationSummary, Plan, SideFinding } from '../../model/plan.ts';
import { severities } from '../../model/severity.ts';
import { type Alike, effectsOnce } from '../alike.ts';
import { costText } from '../cost-words.ts';
import { planLine, plural, verbCounts } from '../counting.ts';
import { cut } from '../cut.ts';
import { counts } from '../effects-of-field.ts';
import { worseFirst } from '../grouping.ts';
import type { ReportOptions } from '../report.ts';
import { firstFitting } from './budget.ts';
import { effectItem, severityIcons } from './effect-item.ts';
import { code, codeInTable, prose } from './escape.ts';

/** Rows of each list in the summary; the last limit leaves what has the same size for every plan. */
const limits = [25, 10, 4, 1, 0];

const more = (left: number, noun: string): string[] => (left > 0 ? [`- … and ${plural(left, noun)} more`] : []);

const severityLine = ({ counts: { severities: amounts, waived, expired } }: Plan): string =>
  [
    ...severities
      .toReversed()
      .filter((severity) => amounts[severity] > 0)
      .map((severity) => `${severityIcons[severity]} ${amounts[severity]} ${severity}`),
    ...(waived > 0 ? [`☑️ ${waived} accepted`] : []),
    ...(expired > 0 ? [`⏰ ${expired} no longer accepted`] : []),
  ].join(' · ');

const effectLines = (plan: Plan, alike: Alike, options: ReportOptions, most: number): string[] => {
  const all = effectsOnce(plan, alike);
  const looked = all
    .filter(({ effect }) => counts(effect) && (effect.severity === 'danger' || effect.severity === 'warning'))
    .sort((a, b) => worseFirst(a.effect.severity, b.effect.severity));
  // What happens to objects that do not differ has no block of its own further down.
  const isElsewhere = new Set(plan.effects);
  const isListed = new Set(looked);
  const mild = all.filter((each) => isElsewhere.has(each.effect) && !isListed.has(each));
  const isMild = new Set(mild);
  const accepted = all.filter((each) => !counts(each.effect) && !isMild.has(each));
  const list = (title: string, effects: typeof looked): string[] =>
    effects.length === 0
      ? []
      : [
          '',
          `**${title}**`,
          '',
          ...effects.slice(0, most).map(({ effect, others }) => effectItem(effect, options, false, others)),
          ...more(
            effects.slice(most).reduce((sum, { others }) => sum + 1 + others, 0),
            'effect',
          ),
        ];
  return [
    ...list('Look at', looked),
    ...list('Also, on objects that do not change themselves', mild),
    ...list('Accepted', accepted),
  ];
};

const applicationRow = ({ name, status, verbs, severity }: ApplicationSummary): string => {
  const does = status === 'unknown' ? 'could not be rendered' : verbCounts(verbs);
  const word = status === 'added' ? 'new: ' : status === 'removed' ? 'goes: ' : '';
  return `| ${codeInTable(cut(name, 120))} | ${word}${does} | ${severity === undefined ? '' : `${severityIcons[severity]} ${severity}`} |`;
};

const applicationLines = ({ applications }: Plan, most: number): string[] => {
  if (applications.length === 0 || most === 0) return [];
  const sorted = [...applications].sort((a, b) => worseFirst(a.severity, b.severity));
  return [
    '',
    '| Application | plan | worst |',
    '|---|---|---|',
    ...sorted.slice(0, most).map(applicationRow),
    ...(sorted.length > most ? [`| … and ${plural(sorted.length - most, 'Application')} more | | |`] : []),
  ];
};

const findingItem = ({ severity, side, application, code: name, message, advice, file, line }: SideFinding): string => {
  const place = file === undefined ? '' : ` ${code(cut(`${file}${line === undefined ? '' : `:${line}`}`, 160))}`;
  const app = application === undefined ? '' : ` ${code(cut(application, 120))}`;
  return `- ${severity === 'error' ? '⛔' : '⚠️'} ${side}${app}${place} — ${prose(cut(message, 400))} (${code(name)})${advice === undefined ? '' : ` → ${prose(cut(advice, 400))}`}`;
};

const items = <Item>(
  title: string,
  all: readonly Item[],
  most: number,
  noun: string,
  item: (of: Item) => string,
): string[] =>
  all.length === 0 ? [] : ['', `**${title}**`, '', ...all.slice(0, most).map(item), ...more(all.length - most, noun)];

const write = (plan: Plan, alike: Alike, options: ReportOptions, most: number): string => {
  const cost = costText(plan.cost);
  const severity = severityLine(plan);
  const { unchangedApplications, unchangedObjects } = plan.counts;
  return [
    `### ${planLine(plan)}`,
    '',
    ...(severity === '' ? [] : [severity, '']),
    `${code(cut(plan.base, 80))} → ${code(cut(plan.head, 80))} · Kubernetes ${prose(cut(plan.kubernetes, 10))} · the same: ${plural(unchangedApplications, 'Application')}, and ${plural(unchangedObjects, 'object')} of those that differ`,
    ...effectLines(plan, alike, options, most),
    ...items('What could not be compared', plan.findings, most, 'finding', findingItem),
    ...applicationLines(plan, most),
    ...(cost === undefined ? [] : ['', `Requests: ${cost}`]),
    '',
  ].join('\n');
};

/** What a reviewer reads first. Fits every budget that has room for some lines, however much changes. */
export const summary = (plan: Plan, alike: Alike, options: ReportOptions, budget: number): string =>
  firstFitting(limits, budget, (most) => write(plan, alike, options, most));
