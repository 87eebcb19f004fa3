import type { ObjectChange } from '../../model/object-change.ts';
import type { Plan } from '../../model/plan.ts';
import { isNoise, noiseCounts, plural, verbCounts } from '../counting.ts';
import { type ApplicationGroup, byApplication, worseFirst } from '../grouping.ts';
import type { ReportOptions } from '../report.ts';
import { html, type Markup } from './markup.ts';
import { objectMarkup } from './object-markup.ts';
import { severityBadge } from './words.ts';

const noiseMarkup = (noise: readonly ObjectChange[], show: (change: ObjectChange) => Markup): Markup | undefined => {
  if (noise.length === 0) return undefined;
  const labels = noiseCounts(noise.flatMap(({ fields }) => fields));
  return html`<details class="fold noise"><summary>${plural(noise.length, 'object')} without a meaning to the cluster${labels !== '' && `: ${labels}`}</summary>${noise.map(show)}</details>`;
};

const applicationMarkup = (
  { name, summary, changes }: ApplicationGroup,
  at: number,
  show: (change: ObjectChange) => Markup,
): Markup => {
  const status = summary?.status;
  const words = summary === undefined ? '' : verbCounts(summary.verbs);
  return html`<section class="application" data-application="${name}" aria-labelledby="a${at}">
<h3 id="a${at}"><span class="application-name">${name}</span>${status === 'added' && html` <span class="status">new</span>`}${status === 'removed' && html` <span class="status">goes</span>`}${summary?.severity !== undefined && html` ${severityBadge(summary.severity)}`}<span class="application-plan">${words}</span></h3>
${status === 'unknown' && html`<p class="unknown">It could not be rendered on one side, so that nothing is known of its objects.</p>`}
${changes.filter((change) => !isNoise(change)).map(show)}
${noiseMarkup(changes.filter(isNoise), show)}
</section>`;
};

/** Every changed object, by Application, the worst first. */
export const changesSection = (plan: Plan, options: ReportOptions): Markup => {
  const places = new Map(plan.changes.map((change, at) => [change, at]));
  const show = (change: ObjectChange): Markup => objectMarkup(change, places.get(change) ?? 0, options);
  const groups = [...byApplication(plan)].sort((a, b) => worseFirst(a.summary?.severity, b.summary?.severity));
  return html`<div id="objects">${groups.map((group, at) => applicationMarkup(group, at, show))}</div>
<p id="no-match" class="empty" hidden>No object matches. <button type="button" data-do="clear">Clear the filters</button></p>`;
};
