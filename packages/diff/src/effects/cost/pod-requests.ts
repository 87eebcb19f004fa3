import { containersOf } from '../pods/pod-template.ts';
import { quantityText } from '../reading/amounts.ts';
import { at, type Fields } from '../reading/fields.ts';
import { amountOf } from './amount.ts';

/** What the scheduler sets aside for one Pod: thousandths of a CPU and bytes. */
export interface PodRequests {
  readonly cpu: number;
  readonly memory: number;
}

/** A request that is left out is the limit. */
const requestOf = (container: Fields, list: 'requests' | 'limits', resource: string): number => {
  const value = at(container, 'resources', list, resource);
  if (value === undefined) return list === 'requests' ? requestOf(container, 'limits', resource) : 0;
  return amountOf(quantityText(value)) ?? 0;
};

/**
 * Containers and sidecars run together; other init containers run one after the other beside the sidecars that started
 * before them. A Pod needs the larger of the two, and its overhead.
 */
const requested = (spec: Fields, list: 'requests' | 'limits', resource: string): number => {
  let sidecars = 0;
  let initial = 0;
  let running = 0;
  for (const { fields, list: kind } of containersOf(spec)) {
    const amount = requestOf(fields, list, resource);
    if (kind === 'containers') running += amount;
    else if (fields.restartPolicy === 'Always') sidecars += amount;
    else initial = Math.max(initial, sidecars + amount);
  }
  const overhead = amountOf(quantityText(at(spec, 'overhead', resource))) ?? 0;
  return Math.max(initial, running + sidecars) + overhead;
};

/** What one Pod of a template asks for. */
export const podRequests = (spec: Fields, list: 'requests' | 'limits' = 'requests'): PodRequests => ({
  cpu: requested(spec, list, 'cpu') * 1000,
  memory: requested(spec, list, 'memory'),
});
