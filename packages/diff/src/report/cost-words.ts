import type { Amounts, CostDelta } from '../model/plan.ts';
import { numberText } from './number-text.ts';

const bytes = (amount: number): string => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const rank = amount === 0 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(Math.abs(amount)) / 10));
  return `${numberText(amount / 2 ** (10 * rank))} ${units[rank]}`;
};

const words: Readonly<Record<keyof CostDelta, readonly [string, (amount: number) => string]>> = {
  pods: ['Pods', numberText],
  cpu: ['CPU', (amount) => numberText(amount / 1000)],
  memory: ['memory', bytes],
  storage: ['storage', bytes],
};

/** What changes in the sums of requests: name, both sides. */
export const costRows = (cost: CostDelta): readonly (readonly [name: string, base: string, head: string])[] =>
  (Object.keys(words) as (keyof CostDelta)[])
    .map((key) => [words[key], cost[key]] as const)
    .filter(([, { base, head }]: readonly [unknown, Amounts]) => base !== head)
    .map(([[name, show], { base, head }]) => [name, show(base), show(head)] as const);

/** `Pods 3 → 5, CPU 0.3 → 0.5`; undefined when all sums stay. */
export const costText = (cost: CostDelta): string | undefined => {
  const rows = costRows(cost);
  return rows.length === 0 ? undefined : rows.map(([name, base, head]) => `${name} ${base} → ${head}`).join(', ');
};
