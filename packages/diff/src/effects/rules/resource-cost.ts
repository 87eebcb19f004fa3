import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import { bytesText, cpuText } from '../cost/amount.ts';
import { type Amount, amountFor } from '../cost/cost-delta.ts';
import { type ChangedObject, changedObjects } from '../reading/changed-objects.ts';

/** An object asks for more or less of the cluster: requests of its Pods times their number, and storage. */
export const resourceCost: Rule = {
  name: 'resource-cost',
  check: (context) => changedObjects(context).flatMap(judge),
};

const texts: Readonly<Record<'cpu' | 'memory' | 'storage', (amount: number) => string>> = {
  cpu: (amount) => `${cpuText(amount)} CPU`,
  memory: (amount) => `${bytesText(amount)} memory`,
  storage: (amount) => `${bytesText(amount)} storage`,
};

const judge = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  const [before, after]: readonly Amount[] = [amountFor(base), amountFor(head)];
  if (before === undefined || after === undefined) return [];
  const resources = (['cpu', 'memory', 'storage'] as const).filter((resource) => before[resource] !== after[resource]);
  if (resources.length === 0) return [];
  const changes = resources.map(
    (resource) => `${texts[resource](before[resource])} become ${texts[resource](after[resource])}`,
  );
  // Twice as much of something that was there before is worth a look.
  const isLarge = resources.some((resource) => before[resource] > 0 && after[resource] >= 2 * before[resource]);
  return [
    {
      severity: isLarge ? 'notice' : 'info',
      object: head.identity,
      message: `what it requests changes: ${changes.join(', ')}`,
    },
  ];
};
