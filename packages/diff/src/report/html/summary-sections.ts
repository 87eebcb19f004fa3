import { describeIdentity } from '@wildermesser/manifest';
import type { Effect } from '../../model/effect.ts';
import type { ApplicationTimeline, Plan, SideFinding, TimelineStep } from '../../model/plan.ts';
import { type Alike, effectsOnce, type ListedEffect } from '../alike.ts';
import { costRows } from '../cost-words.ts';
import { plural } from '../counting.ts';
import { counts } from '../effects-of-field.ts';
import { worseFirst } from '../grouping.ts';
import type { ReportOptions } from '../report.ts';
import { effectMarkup } from './effect-markup.ts';
import { html, type Markup } from './markup.ts';
import { identityMarkup } from './object-markup.ts';
import { verbBadge } from './words.ts';

/** Effects that are listed at the top; the others are with their objects. */
const mostListed = 50;

/** The name of an effect's object, linked to its change when it has one. */
const subjectOf = (plan: Plan): ((effect: Effect) => Markup) => {
  const places = new Map(plan.changes.flatMap(({ effects }, at) => effects.map((effect) => [effect, at])));
  return (effect) => {
    const at = places.get(effect);
    const name = identityMarkup(effect.object);
    return at === undefined
      ? html`<span class="subject">${name}</span>`
      : html`<a class="subject" href="#o${at}">${name}</a>`;
  };
};

const effectList = (
  id: string,
  title: string,
  effects: readonly ListedEffect[],
  plan: Plan,
  options: ReportOptions,
): Markup | undefined => {
  if (effects.length === 0) return undefined;
  const subject = subjectOf(plan);
  const left = effects.slice(mostListed).reduce((sum, { others }) => sum + 1 + others, 0);
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
<ul class="effects cards">${effects.slice(0, mostListed).map(({ effect, others }) =>
    effectMarkup(effect, options, {
      subject: html`${subject(effect)}${others > 0 && html` <span class="muted">and ${others} more alike</span>`}`,
    }),
  )}</ul>
${left > 0 && html`<p class="muted">${plural(left, 'effect')} more, with their objects below.</p>`}</section>`;
};

const isMild = ({ effect: { severity } }: ListedEffect): boolean => severity === 'info' || severity === 'notice';

const sortedOnce = (plan: Plan, alike: Alike): readonly ListedEffect[] =>
  [...effectsOnce(plan, alike)].sort((a, b) => worseFirst(a.effect.severity, b.effect.severity));

/** What has to be looked at, worst first. */
export const lookAt = (plan: Plan, alike: Alike, options: ReportOptions): Markup | undefined => {
  const effects = sortedOnce(plan, alike).filter((each) => counts(each.effect) && !isMild(each));
  return effectList('look-at', 'Look at', effects, plan, options);
};

/** What happens to objects that have no place of their own further down, and is not in the list above. */
export const alsoSection = (plan: Plan, alike: Alike, options: ReportOptions): Markup | undefined => {
  const own = new Set(plan.effects);
  const effects = effectsOnce(plan, alike).filter((each) => own.has(each.effect) && isMild(each));
  return effectList('also', 'On objects that do not change themselves', effects, plan, options);
};

/** What somebody accepted. */
export const acceptedSection = (plan: Plan, alike: Alike, options: ReportOptions): Markup | undefined => {
  const own = new Set(plan.effects);
  const accepted = sortedOnce(plan, alike).filter(
    (each) => !counts(each.effect) && !(isMild(each) && own.has(each.effect)),
  );
  return effectList('accepted', 'Accepted', accepted, plan, options);
};

const stepMarkup = (
  { phase, wave, object, verb, note }: TimelineStep,
  state: 'step' | 'step fails' | 'step not-reached',
): Markup =>
  html`<li class="${state}"><span class="muted">${phase}, wave ${wave}</span> ${verbBadge(verb)} ${describeIdentity(object)}${state === 'step not-reached' && html` <span class="muted">(not reached)</span>`}${note !== undefined && html`<span class="note">${note}</span>`}</li>`;

/** Steps shown before and behind the one that fails; all of them are one click away. */
const around = 3;

const stepList = ({ steps, failsAt }: ApplicationTimeline, start: number, end: number): Markup =>
  html`<ol class="steps" start="${start + 1}">${steps.slice(start, end).map((step, i) => {
    const at = start + i;
    return stepMarkup(
      step,
      failsAt === undefined || at < failsAt ? 'step' : at === failsAt ? 'step fails' : 'step not-reached',
    );
  })}</ol>`;

const allSteps = (timeline: ApplicationTimeline): Markup => {
  const { steps, failsAt } = timeline;
  if (failsAt === undefined || steps.length <= 4 * around) return stepList(timeline, 0, steps.length);
  return html`${stepList(timeline, Math.max(0, failsAt - around), failsAt + around + 1)}
<details class="fold inner"><summary>All ${plural(steps.length, 'step')}</summary>${stepList(timeline, 0, steps.length)}</details>`;
};

const timelineMarkup = (timeline: ApplicationTimeline): Markup => {
  const { application, steps, failsAt, seconds } = timeline;
  return html`<details class="fold"${failsAt !== undefined && html` open`}><summary><span class="application-name">${application}</span> <span class="muted">${plural(steps.length, 'step')}${seconds > 0 && `, at least ${seconds} s`}</span>${failsAt !== undefined && html` <span class="severity danger">stops at step ${failsAt + 1}</span>`}</summary>
${allSteps(timeline)}</details>`;
};

/** What the next sync does, step by step; Applications that get stuck first. */
export const syncSection = ({ timeline }: Plan): Markup | undefined => {
  if (timeline.length === 0) return undefined;
  const sorted = [...timeline].sort((a, b) => Number(a.failsAt === undefined) - Number(b.failsAt === undefined));
  return html`<section aria-labelledby="sync"><h2 id="sync">Order of the sync</h2>${sorted.map(timelineMarkup)}</section>`;
};

/** The sums of requests that change. */
export const costSection = ({ cost }: Plan): Markup | undefined => {
  const rows = costRows(cost);
  if (rows.length === 0) return undefined;
  return html`<section aria-labelledby="requests"><h2 id="requests">Requests</h2>
<div class="table"><table><thead><tr><th scope="col">Requested</th><th scope="col" class="number">base</th><th scope="col" class="number">head</th></tr></thead>
<tbody>${rows.map(([name, base, head]) => html`<tr><th scope="row">${name}</th><td class="number">${base}</td><td class="number">${head}</td></tr>`)}</tbody></table></div></section>`;
};

const findingMarkup = ({
  severity,
  side,
  application,
  code,
  message,
  advice,
  object,
  file,
  line,
}: SideFinding): Markup =>
  html`<li class="effect ${severity === 'error' ? 'danger' : severity === 'warning' ? 'warning' : 'info'}"><p class="effect-head"><span class="severity ${severity === 'error' ? 'danger' : severity === 'warning' ? 'warning' : 'info'}">${severity}</span> ${side} ${application} ${object && describeIdentity(object)} <span class="rule">${code}</span></p><p class="message">${message}</p>${advice !== undefined && html`<p class="advice"><span aria-hidden="true">→ </span>${advice}</p>`}${file !== undefined && html`<p class="at"><code class="place">${file}${line !== undefined && `:${line}`}</code></p>`}</li>`;

/** What is wrong with the sides themselves. */
export const findingsSection = ({ findings }: Plan): Markup | undefined =>
  findings.length === 0
    ? undefined
    : html`<section aria-labelledby="findings"><h2 id="findings">What could not be compared</h2><ul class="effects cards">${findings.map(findingMarkup)}</ul></section>`;
