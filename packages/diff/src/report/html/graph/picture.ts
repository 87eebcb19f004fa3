import { describeIdentity } from '@wildermesser/manifest';
import { verbSigns } from '../../../model/object-change.ts';
import { cut } from '../../cut.ts';
import { html, type Markup } from '../markup.ts';
import { verbWords } from '../words.ts';
import type { Edge } from './dependencies.ts';
import type { Cluster, Placed } from './layers.ts';

const box = { width: 244, height: 44, gapX: 64, gapY: 14, pad: 6 };

/** Characters that fit the box; both ends of a longer name are kept, since what belongs together begins alike. */
const longestName = 27;
const longestKind = 34;

const left = ({ column }: Placed): number => box.pad + column * (box.width + box.gapX);
const top = ({ row }: Placed): number => box.pad + row * (box.height + box.gapY);

const nodeMarkup = (placed: Placed): Markup => {
  const { identity, verb, severity, change, alike } = placed.node;
  const [x, y] = [left(placed), top(placed)];
  const name = alike === undefined ? identity.name : `${alike.length} of them`;
  const title = `${alike === undefined ? describeIdentity(identity) : `${identity.kind} ${alike.join(', ')}`}: ${verb === undefined ? 'unchanged' : verbWords[verb]}${severity === undefined ? '' : `, ${severity}`}`;
  const drawn = html`<title>${title}</title>
${alike !== undefined && html`<rect class="behind" x="${x + 4}" y="${y + 4}" width="${box.width}" height="${box.height}" rx="7"/>`}
<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="7"/>
<text class="kind" x="${x + 12}" y="${y + 17}">${cut(identity.namespace === '' ? identity.kind : `${identity.kind} · ${identity.namespace}`, longestKind)}</text>
${verb !== undefined && html`<text class="mark" x="${x + box.width - 12}" y="${y + 17}" text-anchor="end">${verbSigns[verb]}</text>`}
<text class="name" x="${x + 12}" y="${y + 34}">${cut(name, longestName)}</text>`;
  const classes = `node node-${verb ?? 'unchanged'}${severity === 'danger' ? ' node-danger' : ''}`;
  return change === undefined
    ? html`<g class="${classes}">${drawn}</g>`
    : html`<a class="${classes}" href="#o${change}" aria-label="${title}">${drawn}</a>`;
};

const edgeMarkup = ({ from, to, how, state }: Edge, places: ReadonlyMap<string, Placed>): Markup | undefined => {
  const [start, end] = [places.get(from), places.get(to)];
  if (start === undefined || end === undefined) return undefined;
  const x1 = left(start) + box.width;
  const y1 = top(start) + box.height / 2;
  const x2 = left(end);
  const y2 = top(end) + box.height / 2;
  const bend = Math.max(24, (x2 - x1) / 2);
  const words = `${describeIdentity(start.node.identity)} ${how} ${describeIdentity(end.node.identity)}${state === 'kept' ? '' : ` (${state})`}`;
  return html`<path class="edge edge-${state}" d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 5} ${y2}" marker-end="url(#arrow-${state})"><title>${words}</title></path>`;
};

/** One cluster as SVG; its width is that of its columns, so that a narrow screen scrolls it. */
export const pictureOf = ({ placed, edges, columns, rows }: Cluster): Markup => {
  const places = new Map(placed.map((one) => [one.node.key, one]));
  const width = 2 * box.pad + columns * box.width + (columns - 1) * box.gapX;
  const height = 2 * box.pad + rows * box.height + (rows - 1) * box.gapY;
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="${placed.length} objects that depend on each other">
${edges.flatMap((edge) => edgeMarkup(edge, places) ?? [])}
${placed.map(nodeMarkup)}
</svg>`;
};

/** The heads of arrows, once a page. */
export const arrows: Markup = html`<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>${(['kept', 'added', 'removed'] as const).map((state) => html`<marker id="arrow-${state}" class="arrow-${state}" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8Z"/></marker>`)}</defs></svg>`;
