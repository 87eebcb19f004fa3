import { describeIdentity } from '@wildermesser/manifest';
import type { ObjectChange } from '../../model/object-change.ts';
import type { Plan } from '../../model/plan.ts';
import { type Alike, type ShownChange, shownChanges } from '../alike.ts';
import { isNoise, noiseCounts, plural, verbCounts } from '../counting.ts';
import type { ApplicationGroup } from '../grouping.ts';
import { applicationOf } from '../object-words.ts';
import type { ReportOptions } from '../report.ts';
import { html, type Markup } from './markup.ts';
import { objectMarkup } from './object-markup.ts';
import { severityBadge } from './words.ts';

type Show = (change: ObjectChange) => Markup;

const noiseMarkup = (noise: readonly ObjectChange[], show: Show): Markup | undefined => {
  if (noise.length === 0) return undefined;
  const labels = noiseCounts(noise.flatMap(({ fields }) => fields));
  return html`<details class="fold noise"><summary>${plural(noise.length, 'object')} without a meaning to the cluster${labels !== '' && `: ${labels}`}</summary>${noise.map(show)}</details>`;
};

/** Names in the line of a fold; all of them are in it. */
const mostNames = 3;

/** Objects with the same change as another: each is there, behind a line that names some. */
const alikeMarkup = ({ first, isHere, others }: ShownChange): Markup => {
  const names = others.slice(0, mostNames).map(({ identity }) => `${identity.kind} ${identity.name}`);
  const left = others.length - names.length;
  const what = isHere
    ? html`The same change in ${plural(others.length, 'more object')}`
    : html`${plural(others.length, 'object')} with the same change as ${describeIdentity(first.identity)} of ${applicationOf(first)}`;
  return html`${what}<span class="alike-names">: ${names.join(', ')}${left > 0 && `, and ${left} more`}</span>`;
};

const shownMarkup = (shown: ShownChange, show: Show): Markup => {
  const { first, isHere, others } = shown;
  return html`${isHere && show(first)}${
    others.length > 0 &&
    html`<details class="fold noise alike"><summary>${alikeMarkup(shown)}</summary>${others.map(show)}</details>`
  }`;
};

const applicationMarkup = (
  { name, summary, changes }: ApplicationGroup,
  at: number,
  alike: Alike,
  show: Show,
): Markup => {
  const status = summary?.status;
  const words = summary === undefined ? '' : verbCounts(summary.verbs);
  return html`<section class="application" data-application="${name}" aria-labelledby="a${at}">
<h3 id="a${at}"><span class="application-name">${name}</span>${status === 'added' && html` <span class="status">new</span>`}${status === 'removed' && html` <span class="status">goes</span>`}${summary?.severity !== undefined && html` ${severityBadge(summary.severity)}`}<span class="application-plan">${words}</span></h3>
${status === 'unknown' && html`<p class="unknown">It could not be rendered on one side, so that nothing is known of its objects.</p>`}
${shownChanges(changes, alike).map((shown) => shownMarkup(shown, show))}
${noiseMarkup(changes.filter(isNoise), show)}
</section>`;
};

/** Every changed object, by Application, the worst first. */
export const changesSection = (
  plan: Plan,
  groups: readonly ApplicationGroup[],
  alike: Alike,
  options: ReportOptions,
): Markup => {
  const places = new Map(plan.changes.map((change, at) => [change, at]));
  const show = (change: ObjectChange): Markup => objectMarkup(change, places.get(change) ?? 0, options);
  return html`<div id="objects">${groups.map((group, at) => applicationMarkup(group, at, alike, show))}</div>
<p id="no-match" class="empty" hidden>No object matches. <button type="button" data-do="clear">Clear the filters</button></p>`;
};
