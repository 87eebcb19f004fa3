import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { at, fieldsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import type { World } from '../world.ts';

/** A PodDisruptionBudget covers pods, and lets a node be drained. */
export const disruptionBudgets: Rule = {
  name: 'disruption-budgets',
  check: (world) =>
    world
      .ofKind('policy', 'PodDisruptionBudget')
      .flatMap((budget) => [...covers(world, budget), ...drains(world, budget)]),
};

const podsOf = (world: World, budget: Manifest) =>
  world.podsSelected(budget.metadata.namespace ?? '', at(budget, 'spec', 'selector'));

const covers = (world: World, budget: Manifest): Finding[] =>
  podsOf(world, budget).length > 0
    ? []
    : [
        findingOn(budget, {
          severity: 'error',
          code: 'disruption-budget-without-pods',
          field: 'spec.selector',
          message: 'the selector takes no pod of the namespace',
          advice: 'select labels that a pod template has',
        }),
      ];

const drains = (world: World, budget: Manifest): Finding[] => {
  const { minAvailable, maxUnavailable } = fieldsOf(at(budget, 'spec'));
  const replicas = podsOf(world, budget).map(({ owner }) => at(owner, 'spec', 'replicas') ?? 1);
  const known = replicas.every((count) => typeof count === 'number');
  const total = known ? replicas.reduce((sum: number, count) => sum + Number(count), 0) : Number.POSITIVE_INFINITY;
  const blocks =
    maxUnavailable === 0 ||
    maxUnavailable === '0%' ||
    minAvailable === '100%' ||
    (typeof minAvailable === 'number' && replicas.length > 0 && minAvailable >= total);
  return blocks
    ? [
        findingOn(budget, {
          severity: 'warning',
          code: 'disruption-budget-blocks',
          field: 'spec',
          message: 'the budget never allows a pod to be evicted, so no node that runs one can be drained',
          advice: 'run one replica more, or allow one to be unavailable',
        }),
      ]
    : [];
};
