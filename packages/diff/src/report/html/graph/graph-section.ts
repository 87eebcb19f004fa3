import { describeIdentity } from '@wildermesser/manifest';
import type { Plan } from '../../../model/plan.ts';
import { plural } from '../../counting.ts';
import { html, type Markup } from '../markup.ts';
import { condense } from './condense.ts';
import { type Dependencies, dependenciesOf, type Node } from './dependencies.ts';
import { type Cluster, clustersOf } from './layers.ts';
import { arrows, pictureOf } from './picture.ts';

/** Beyond this many objects a picture of one cluster shows nothing but lines. */
const mostInPicture = 60;

/** Up to this many objects in all the pictures are open at once. */
const openUpTo = 40;

const nameMarkup = ({ identity, change }: Node): Markup =>
  change === undefined
    ? html`${describeIdentity(identity)}`
    : html`<a href="#o${change}">${describeIdentity(identity)}</a>`;

const listMarkup = ({ nodes, edges }: Dependencies): Markup => {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  return html`<ul class="edges">${edges.map(({ from, to, how, state }) => {
    const [start, end] = [byKey.get(from), byKey.get(to)];
    return html`<li>${start && nameMarkup(start)} ${how} ${end && nameMarkup(end)}${state !== 'kept' && html` <em>(${state})</em>`}</li>`;
  })}</ul>`;
};

const clusterMarkup = (cluster: Cluster): Markup =>
  cluster.placed.length > mostInPicture
    ? html`<p class="muted">${plural(cluster.placed.length, 'object')} around ${describeIdentity(cluster.placed[0]?.node.identity ?? { group: '', kind: '', namespace: '', name: '' })} are too many for a picture; the list has them.</p>`
    : html`<div class="picture" tabindex="0" role="group" aria-label="Picture, scrolls sideways">${pictureOf(cluster)}</div>`;

/** What depends on what: a picture for those who see it, and the same as a list. */
export const graphSection = (plan: Plan): Markup | undefined => {
  const dependencies = dependenciesOf(plan);
  if (dependencies.edges.length === 0) return undefined;
  const clusters = [...clustersOf(condense(dependencies))].sort((a, b) => b.placed.length - a.placed.length);
  return html`<section aria-labelledby="dependencies"><h2 id="dependencies">What depends on what</h2>
<details class="fold"${dependencies.nodes.length <= openUpTo && html` open`}><summary>${plural(dependencies.nodes.length, 'object')} in ${plural(clusters.length, 'group')}</summary>
<p class="legend muted">A box has the colour and the sign of what happens to its object; dashed ones do not change. An arrow goes from what needs to what is needed: <span class="key key-added">a green one</span> is new, <span class="key key-removed">a red and dashed one</span> is gone.</p>
${arrows}<div class="pictures">${clusters.map(clusterMarkup)}</div>
<details class="fold inner"><summary>The same as a list</summary>${listMarkup(dependencies)}</details>
</details></section>`;
};
