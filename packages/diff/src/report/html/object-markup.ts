import type { Identity } from '@wildermesser/manifest';
import type { ObjectChange } from '../../model/object-change.ts';
import { isNoise, noiseCounts, plural } from '../counting.ts';
import { fieldRows } from '../field-rows.ts';
import { factsText } from '../object-facts.ts';
import { originText, placeOf } from '../object-words.ts';
import type { ReportOptions } from '../report.ts';
import { effectMarkup, placeMarkup } from './effect-markup.ts';
import { fieldsMarkup } from './fields-markup.ts';
import { dataElement, html, type Markup } from './markup.ts';
import { severityBadge, verbBadge } from './words.ts';
import { yamlRuns } from './yaml-runs.ts';

/** `Deployment shop/frontend`, with the group small: the kind and the name are what is looked for. */
export const identityMarkup = ({ group, kind, namespace, name }: Identity): Markup =>
  html`<span class="kind">${kind}${group !== '' && html`<span class="group">.${group}</span>`}</span> <span class="name">${namespace !== '' && html`<span class="namespace">${namespace}/</span>`}${name}</span>`;

const whyEmpty = (change: ObjectChange): Markup | undefined => {
  if (change.verb === 'none') return html`<p class="muted">Written differently, with the same meaning.</p>`;
  return undefined;
};

/** A changed object: closed, a line; open, its effects, fields and both sides. `at` is its place in the plan. */
export const objectMarkup = (change: ObjectChange, at: number, options: ReportOptions): Markup => {
  const { verb, identity, severity, effects, fields, base, head } = change;
  const { rows, folded } = fieldRows(fields, effects);
  const origin = originText(change);
  const facts = factsText(change);
  const place = placeOf(change);
  const id = `o${at}`;
  const isOneSided = base === undefined || head === undefined;
  return html`<article class="object" id="${id}" data-verb="${verb}" data-severity="${severity ?? 'none'}" data-noise="${isNoise(change) ? 'yes' : 'no'}" aria-labelledby="${id}-name">
<details><summary>${verbBadge(verb)}<h4 id="${id}-name">${identityMarkup(identity)}</h4>${severity !== undefined && severityBadge(severity)}<span class="${facts === undefined ? 'amount' : 'amount facts'}">${facts ?? (rows.length > 0 && plural(rows.length, 'field'))}</span></summary>
<div class="body">
${place !== undefined && html`<p class="at">${placeMarkup(place, head === undefined ? undefined : options.sourceUrl)}</p>`}
${origin !== undefined && html`<p class="origin">${origin}</p>`}
${whyEmpty(change)}
${effects.length > 0 && html`<ul class="effects" aria-label="Effects">${effects.map((effect) => effectMarkup(effect, options, { known: place }))}</ul>`}
${fieldsMarkup(rows)}
${
  folded.length > 0 &&
  html`<details class="fold inner"><summary>Folded: ${noiseCounts(folded)}</summary>${fieldsMarkup(
    fieldRows(
      folded.map(({ noise: _, ...field }) => field),
      [],
    ).rows,
  )}</details>`
}
<details class="fold yaml" data-rows="${id}-rows" data-name="${identity.kind} ${identity.name}"${isOneSided && rows.length === 0 && html` data-eager`}><summary>${isOneSided ? (head === undefined ? 'What goes, as YAML' : 'What comes, as YAML') : 'Both sides as YAML'}</summary><noscript><p class="muted">The YAML needs scripts; everything else is here without them.</p></noscript></details>
${dataElement(`${id}-rows`, yamlRuns(change))}
</div></details></article>`;
};
