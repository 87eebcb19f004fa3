import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import { bytesText, cpuText } from '../cost/amount.ts';
import { type Amount, amountFor } from '../cost/cost-delta.ts';
import { listed } from '../reading/amounts.ts';
import { type ChangedObject, changedObjects } from '../reading/changed-objects.ts';

/** An object asks for more or less of the cluster: requests of its Pods times their number, and storage. */
export const resourceCost: Rule = {
  name: 'resource-cost',
  check: (context) => changedObjects(context).flatMap(judge),
};

const texts: Readonly<Record<'cpu' | 'memory' | 'storage', readonly [name: string, text: (amount: number) => string]>> =
  {
    cpu: ['CPU', cpuText],
    memory: ['memory', bytesText],
    storage: ['storage', bytesText],
  };

const judge = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  const [before, after]: readonly Amount[] = [amountFor(base), amountFor(head)];
  if (before === undefined || after === undefined) return [];
  const resources = (['cpu', 'memory', 'storage'] as const).filter((resource) => before[resource] !== after[resource]);
  if (resources.length === 0) return [];
  const changes = resources.map((resource) => {
    const [name, text] = texts[resource];
    return `${name} from ${text(before[resource])} to ${text(after[resource])}`;
  });
  // Twice as much of something that was there before is worth a look.
  const isLarge = resources.some((resource) => before[resource] > 0 && after[resource] >= 2 * before[resource]);
  return [
    {
      severity: isLarge ? 'notice' : 'info',
      object: head.identity,
      message: `what it requests changes: ${listed(changes)}`,
    },
  ];
};
