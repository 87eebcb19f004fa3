import { describeIdentity } from '@wildermesser/manifest';
import type { ObjectChange } from '../../model/object-change.ts';
import { noiseCounts, plural } from '../counting.ts';
import { cut } from '../cut.ts';
import { firstFitting } from './budget.ts';
import { code } from './escape.ts';

const limits = [1000, 200, 40, 5, 0];

/** The objects of an Application that say nothing, as one folded list of names. */
export const foldedBlock = (changes: readonly ObjectChange[], budget: number): string => {
  const labels = noiseCounts(changes.flatMap(({ fields }) => fields));
  return firstFitting(limits, budget, (most) =>
    [
      `<details><summary>${plural(changes.length, 'object')} without a meaning to the cluster${labels === '' ? '' : `: ${labels}`}</summary>`,
      '',
      ...changes.slice(0, most).map(({ identity }) => `- ${code(cut(describeIdentity(identity), 300))}`),
      ...(changes.length > most ? [`- … and ${plural(changes.length - most, 'object')} more`] : []),
      '',
      '</details>',
      '',
    ].join('\n'),
  );
};
