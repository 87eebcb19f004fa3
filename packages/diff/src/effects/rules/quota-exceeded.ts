import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext, World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { amountOf } from '../cost/amount.ts';
import { amountOfAll } from '../cost/cost-delta.ts';
import { podRequests } from '../cost/pod-requests.ts';
import { podKinds, podTemplateOf } from '../pods/pod-template.ts';
import { replicasOf } from '../pods/replicas.ts';
import { listed, quantityText } from '../reading/amounts.ts';
import { at, fieldsOf, recordsOf } from '../reading/fields.ts';

/** What a namespace declares no longer fits into its ResourceQuota: the last Pods or claims are refused. */
export const quotaExceeded: Rule = {
  name: 'quota-exceeded',
  needs: [
    {
      changed: [...podKinds, 'PersistentVolumeClaim', 'ResourceQuota'],
      reads: [...podKinds, 'PersistentVolumeClaim', 'ResourceQuota'],
      sameNamespace: true,
    },
  ],
  check: ({ base, head }: RuleContext) =>
    head.ofKind('', 'ResourceQuota').flatMap((quota): readonly RuleEffect[] => {
      const old = base.find(quota.identity);
      const before = old === undefined ? [] : exceeded(base, old).map(({ resource }) => resource);
      const now = exceeded(head, quota).filter(({ resource }) => !before.includes(resource));
      return now.length === 0
        ? []
        : [
            {
              severity: 'danger',
              object: quota.identity,
              field: ['spec', 'hard'],
              message: `the namespace asks for more than the quota gives, and what comes last is refused: ${listed(now.map(({ text }) => text))}`,
              advice: 'raise the quota in the same change, or ask for less',
            },
          ];
    }),
};

interface Exceeded {
  readonly resource: string;
  readonly text: string;
}

/** Scoped quotas count only some Pods; which ones the manifests do not tell. */
const exceeded = (world: World, { identity, manifest }: SideObject): readonly Exceeded[] => {
  if (at(manifest, 'spec', 'scopes') !== undefined || at(manifest, 'spec', 'scopeSelector') !== undefined) return [];
  const objects = world.inNamespace(identity.namespace);
  const used = usage(objects);
  return Object.entries(fieldsOf(at(manifest, 'spec', 'hard'))).flatMap(([resource, hard]) => {
    const most = amountOf(quantityText(hard));
    const amount = used[resource];
    return most === undefined || amount === undefined || amount <= most
      ? []
      : [{ resource, text: `${resource} ${amountText(resource, amount)} of ${quantityText(hard)}` }];
  });
};

const usage = (objects: readonly SideObject[]): Readonly<Record<string, number>> => {
  const { cpu, memory, storage, pods } = amountOfAll(objects);
  const limits = objects.map((object) => {
    const template = podTemplateOf(object.manifest);
    const limit = template === undefined ? { cpu: 0, memory: 0 } : podRequests(template.spec, 'limits');
    const count = replicasOf(object) ?? 1;
    return { cpu: limit.cpu * count, memory: limit.memory * count };
  });
  const claims = objects.reduce((count, object) => {
    if (object.identity.kind === 'PersistentVolumeClaim') return count + 1;
    const templates = recordsOf(at(object.manifest, 'spec', 'volumeClaimTemplates')).length;
    return object.identity.kind === 'StatefulSet' ? count + templates * (replicasOf(object) ?? 1) : count;
  }, 0);
  return {
    cpu: cpu / 1000,
    'requests.cpu': cpu / 1000,
    memory,
    'requests.memory': memory,
    'limits.cpu': limits.reduce((sum, limit) => sum + limit.cpu, 0) / 1000,
    'limits.memory': limits.reduce((sum, limit) => sum + limit.memory, 0),
    'requests.storage': storage,
    pods,
    persistentvolumeclaims: claims,
  };
};

const amountText = (resource: string, amount: number): string =>
  resource.includes('memory') || resource.includes('storage')
    ? `${Number((amount / 1024 ** 3).toFixed(2))}Gi`
    : `${Number(amount.toFixed(3))}`;
