import { plural } from '../counting.ts';
import { forcesRecreation } from '../effects-of-field.ts';
import type { FieldRow } from '../field-rows.ts';
import type { DiffLine } from '../line-diff.ts';
import { html, type Markup } from './markup.ts';

const mostLines = 200;

const words: Readonly<Record<FieldRow['sign'], string>> = {
  '+': 'added',
  '-': 'removed',
  '~': 'changed',
  '↕': 'reordered',
};

const lineMarkup = (line: DiffLine): Markup => {
  if (line.sign === 'skip') return html`<span class="skip">… ${plural(line.amount, 'line')} the same\n</span>`;
  const text = `${line.sign} ${line.text}\n`;
  return line.sign === '+' ? html`<ins>${text}</ins>` : line.sign === '-' ? html`<del>${text}</del>` : html`${text}`;
};

const valueMarkup = ({ value, lines, before, after }: FieldRow): Markup | undefined => {
  if (lines !== undefined) {
    const left = lines.length - mostLines;
    return html`<pre class="lines" tabindex="0" role="group" aria-label="Changed lines"><code>${lines.slice(0, mostLines).map(lineMarkup)}${left > 0 && html`<span class="skip">… ${plural(left, 'more line')}, in the YAML below</span>`}</code></pre>`;
  }
  if (before !== undefined && after !== undefined)
    return html`<del>${before}</del> <span class="arrow" role="img" aria-label="becomes">→</span> <ins>${after}</ins>`;
  if (after !== undefined) return html`<ins>${after}</ins>`;
  if (before !== undefined) return html`<del>${before}</del>`;
  return value === undefined ? undefined : html`<span class="muted">${value}</span>`;
};

const rowMarkup = (row: FieldRow): Markup => html`<li class="field">
<span class="sign sign-${words[row.sign]}" role="img" aria-label="${words[row.sign]}">${row.sign}</span>
<div class="field-body"><code class="path">${row.path}</code>${row.reason !== undefined && html` <span class="${row.reason.startsWith(forcesRecreation) ? 'reason forced' : 'reason'}">${row.reason}</span>`}
<div class="value">${valueMarkup(row)}${row.note !== undefined && html` <span class="muted">(${row.note})</span>`}</div></div>
</li>`;

/** The changed fields of an object. */
export const fieldsMarkup = (rows: readonly FieldRow[]): Markup | undefined =>
  rows.length === 0 ? undefined : html`<ul class="fields" aria-label="Changed fields">${rows.map(rowMarkup)}</ul>`;
