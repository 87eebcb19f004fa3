import { describeIdentity } from '@wildermesser/manifest';
import type { ObjectChange } from '../../model/object-change.ts';
import type { ShownChange } from '../alike.ts';
import { noiseCounts, plural } from '../counting.ts';
import { cut } from '../cut.ts';
import { applicationOf } from '../object-words.ts';
import { firstFitting } from './budget.ts';
import { code, html } from './escape.ts';

const limits = [1000, 200, 40, 5, 0];

/** Objects as one folded list of names; `title` is markup. */
export const namesBlock = (title: string, changes: readonly ObjectChange[], budget: number): string =>
  firstFitting(limits, budget, (most) =>
    [
      `<details><summary>${title}</summary>`,
      '',
      ...changes.slice(0, most).map(({ identity }) => `- ${code(cut(describeIdentity(identity), 300))}`),
      ...(changes.length > most ? [`- … and ${plural(changes.length - most, 'object')} more`] : []),
      '',
      '</details>',
      '',
    ].join('\n'),
  );

/** The objects of an Application that say nothing. */
export const foldedBlock = (changes: readonly ObjectChange[], budget: number): string => {
  const labels = noiseCounts(changes.flatMap(({ fields }) => fields));
  const title = `${plural(changes.length, 'object')} without a meaning to the cluster${labels === '' ? '' : `: ${labels}`}`;
  return namesBlock(title, changes, budget);
};

/** Objects with the same change as one that is shown, here or in another Application. */
export const alikeBlock = ({ first, isHere, others }: ShownChange, budget: number): string => {
  const model = `<code>${html(cut(describeIdentity(first.identity), 200))}</code>`;
  const where = isHere ? '' : ` of the Application <code>${html(cut(applicationOf(first), 120))}</code>`;
  const title = `${plural(others.length, isHere ? 'more object' : 'object')} with the same change as ${model}${where}`;
  return namesBlock(title, others, budget);
};
