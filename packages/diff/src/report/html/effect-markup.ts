import type { Effect } from '../../model/effect.ts';
import { fieldText } from '../../model/field-path.ts';
import type { Place } from '../../model/place.ts';
import type { ReportOptions } from '../report.ts';
import { html, type Markup } from './markup.ts';
import { severityBadge } from './words.ts';

/** A place, linked where the sources can be looked at. Only addresses of the web are links. */
export const placeMarkup = ({ file, line }: Place, sourceUrl: string | undefined): Markup => {
  const text = `${file}:${line}`;
  if (sourceUrl === undefined || !/^https?:\/\//.test(sourceUrl)) return html`<code class="place">${text}</code>`;
  const path = file
    .split('/')
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
  return html`<a class="place" href="${`${sourceUrl.replace(/\/?$/, '/')}${path}#L${line}`}" rel="noreferrer"><code>${text}</code></a>`;
};

const ruleMarkup = (rule: string, rulesUrl: string | undefined): Markup =>
  rulesUrl !== undefined && /^https?:\/\//.test(rulesUrl)
    ? html`<a class="rule" href="${`${rulesUrl}#${encodeURIComponent(rule)}`}" rel="noreferrer">${rule}</a>`
    : html`<span class="rule">${rule}</span>`;

const waiverMarkup = ({ waiver }: Effect): Markup | undefined => {
  if (waiver === undefined) return undefined;
  return waiver.expired
    ? html`<p class="waiver expired">Was accepted until ${waiver.until}, so it counts again: ${waiver.reason}</p>`
    : html`<p class="waiver">Accepted until ${waiver.until}: ${waiver.reason}</p>`;
};

/** What stands around an effect. */
interface Surroundings {
  /** The object, where the effect does not stand below it. */
  readonly subject?: Markup;
  /** A place that is shown already. */
  readonly known?: Place | undefined;
}

const isSame = (a: Place, b: Place | undefined): boolean => a.file === b?.file && a.line === b.line;

/** An effect in full. */
export const effectMarkup = (effect: Effect, options: ReportOptions, { subject, known }: Surroundings): Markup => {
  const { severity, rule, field, message, advice, commands = [], source, generated, waiver } = effect;
  const place = source ?? generated;
  const isAccepted = waiver !== undefined && !waiver.expired;
  return html`<li class="effect ${severity}${isAccepted ? ' accepted' : ''}">
<p class="effect-head">${severityBadge(severity)}${isAccepted && html` <span class="accepted-word">accepted</span>`} ${subject} ${ruleMarkup(rule, options.rulesUrl)}</p>
<p class="message">${message}</p>
${field !== undefined && field.length > 0 && html`<p class="at"><code>${fieldText(field)}</code></p>`}
${advice !== undefined && html`<p class="advice"><span aria-hidden="true">→ </span>${advice}</p>`}
${commands.length > 0 && html`<pre class="commands" tabindex="0" role="group" aria-label="Commands"><code>${commands.join('\n')}</code></pre>`}
${waiverMarkup(effect)}
${place !== undefined && !isSame(place, known) && html`<p class="at">${placeMarkup(place, options.sourceUrl)}</p>`}
</li>`;
};
