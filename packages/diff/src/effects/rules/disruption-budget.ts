import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext, World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { podKinds, podTemplateOf } from '../pods/pod-template.ts';
import { replicasOf } from '../pods/replicas.ts';
import { at, textOf } from '../reading/fields.ts';
import { selects } from '../reading/label-selector.ts';

const budgetKind = 'PodDisruptionBudget.policy';

/** A budget lets no Pod be evicted any more: nodes cannot be drained. */
export const disruptionBudget: Rule = {
  name: 'disruption-budget',
  needs: [
    { changed: [budgetKind], reads: podKinds, sameNamespace: true },
    { changed: podKinds, reads: [budgetKind], sameNamespace: true },
  ],
  check: ({ base, head }: RuleContext) =>
    head.ofKind('policy', 'PodDisruptionBudget').flatMap((budget): readonly RuleEffect[] => {
      const blocked = blockedBy(head, budget);
      const old = base.find(budget.identity);
      if (blocked === undefined || (old !== undefined && blockedBy(base, old) !== undefined)) return [];
      return [
        {
          severity: 'warning',
          object: budget.identity,
          field: [
            'spec',
            at(budget.manifest, 'spec', 'minAvailable') === undefined ? 'maxUnavailable' : 'minAvailable',
          ],
          message: `no Pod of ${blocked} can be evicted: draining a node waits for ever`,
          advice: 'allow one Pod to be missing (maxUnavailable: 1), or run one replica more',
        },
      ];
    }),
};

const share = (value: unknown, pods: number): number => {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(textOf(value))?.[1];
  return percent === undefined ? 0 : Math.ceil((Number(percent) * pods) / 100);
};

/** The workload whose Pods a budget holds fast. */
const blockedBy = (world: World, { identity, manifest }: SideObject): string | undefined => {
  const owners = world.inNamespace(identity.namespace).filter((owner) => {
    const template = podTemplateOf(owner.manifest);
    return template !== undefined && selects(at(manifest, 'spec', 'selector'), template.labels);
  });
  const pods = owners.reduce((sum, owner) => sum + (replicasOf(owner) ?? 1), 0);
  const [owner] = owners;
  if (owner === undefined || pods === 0) return undefined;
  const [least, missing] = [at(manifest, 'spec', 'minAvailable'), at(manifest, 'spec', 'maxUnavailable')];
  const isBlocked =
    least === undefined ? missing !== undefined && share(missing, pods) === 0 : share(least, pods) >= pods;
  return isBlocked ? `${owner.identity.kind} ${owner.identity.name}` : undefined;
};
