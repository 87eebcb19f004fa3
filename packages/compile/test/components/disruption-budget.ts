import type { Manifest } from '@wildermesser/manifest';
import { podDisruptionBudget } from '@wildermesser/manifest/policy/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels } from '@wildermesser/manifest/workload';

/** How many pods an eviction has to leave alone. */
export interface DisruptionBudgetValues {
  /** Pods of the workload. @minimum 0 @default 3 */
  readonly replicas: number;
  readonly podDisruptionBudget: {
    /** @default true */
    readonly enabled: boolean;
    /** A number or a share such as `50%`; goes before `maxUnavailable`. */
    readonly minAvailable?: number | string;
    /** A number or a share such as `50%`. Default 1. */
    readonly maxUnavailable?: number | string;
  };
}

/** A budget only where more than one pod runs: with one it would block every eviction. */
export const disruptionBudget = (values: DisruptionBudgetValues, release: Release): readonly Manifest[] => {
  const { enabled, minAvailable, maxUnavailable } = values.podDisruptionBudget;
  if (!enabled || values.replicas <= 1) return [];
  return [
    podDisruptionBudget({
      metadata: {
        name: release.name,
        labels: recommendedLabels({ name: 'budget', component: 'availability', partOf: 'budget' }),
      },
      spec: {
        ...(minAvailable === undefined ? { maxUnavailable: maxUnavailable ?? 1 } : { minAvailable }),
        selector: { matchLabels: { app: release.name } },
      },
    }),
  ];
};

export const examples: readonly DisruptionBudgetValues[] = [
  { replicas: 3, podDisruptionBudget: { enabled: true } },
  { replicas: 2, podDisruptionBudget: { enabled: true, minAvailable: 0, maxUnavailable: 2 } },
  { replicas: 5, podDisruptionBudget: { enabled: true, maxUnavailable: '50%' } },
  { replicas: 1, podDisruptionBudget: { enabled: true, minAvailable: '100%' } },
];
