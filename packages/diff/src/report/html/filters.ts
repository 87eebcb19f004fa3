import { verbs } from '../../model/object-change.ts';
import type { Plan } from '../../model/plan.ts';
import { severities } from '../../model/severity.ts';
import { html, type Markup } from './markup.ts';
import { severityBadge, verbBadge } from './words.ts';

const chip = (group: string, value: string, label: Markup, amount: number): Markup | undefined =>
  amount === 0
    ? undefined
    : html`<label class="chip"><input type="checkbox" name="${group}" value="${value}">${label}<span class="count">${amount}</span></label>`;

const present = (chips: readonly (Markup | undefined)[]): readonly Markup[] => chips.filter((one) => one !== undefined);

/** Search and filters. Without a script they would do nothing, so the script shows them. */
export const filters = ({ changes, applications }: Plan): Markup => {
  const bySeverity = severities
    .toReversed()
    .map((severity) =>
      chip(
        'severity',
        severity,
        severityBadge(severity),
        changes.filter((change) => change.severity === severity).length,
      ),
    );
  const byVerb = verbs.map((verb) =>
    chip('verb', verb, verbBadge(verb), changes.filter((change) => change.verb === verb).length),
  );
  return html`<form id="filters" role="search" aria-label="Filter the objects" hidden>
<div class="filter-row"><label class="search"><span class="hidden-text">Search names, fields, effects and YAML</span><input type="search" name="text" placeholder="Search names, fields, effects, YAML" autocomplete="off" spellcheck="false" aria-describedby="shown"></label>
${applications.length > 1 && html`<label class="select"><span class="hidden-text">Application</span><select name="application"><option value="">All Applications</option>${applications.map(({ name }) => html`<option value="${name}">${name}</option>`)}</select></label>`}
<span class="buttons"><button type="button" data-do="open">Open all</button><button type="button" data-do="close">Close all</button><button type="button" data-do="clear">Clear</button></span></div>
<div class="filter-row"><fieldset><legend class="hidden-text">Severity</legend>${present(bySeverity)}</fieldset><fieldset><legend class="hidden-text">What happens</legend>${present(byVerb)}</fieldset></div>
<p id="shown" role="status" class="muted"></p>
</form>`;
};
