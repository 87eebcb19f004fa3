import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { removalOf } from '../argocd/pruning.ts';
import { goneObjects } from '../reading/changed-objects.ts';
import { kubectl, resourceName } from '../reading/kubectl.ts';

/** Nobody declares the object any more, and nobody deletes it: it stays in the cluster without an owner. */
export const leftBehind: Rule = {
  name: 'left-behind',
  check: (context) => goneObjects(context).flatMap((object) => effectOf(context, object)),
};

const effectOf = (context: RuleContext, object: SideObject): readonly RuleEffect[] => {
  const removal = removalOf(context.base, context.head, object);
  if (removal !== 'kept' && removal !== 'left') return [];
  if (context.knowledge.hookOf(object.manifest).status !== 'none') return [];
  const stays = context.head.application(object.application) !== undefined;
  const why =
    removal === 'kept'
      ? 'an option on it keeps it'
      : stays
        ? 'its Application does not prune by itself'
        : 'its Application goes without deleting what it made';
  return [
    {
      severity: removal === 'kept' ? 'info' : 'notice',
      object: object.identity,
      message: `it stays in the cluster though nothing declares it any more: ${why}`,
      advice: stays
        ? 'sync with pruning, or delete it by hand, once it is not needed'
        : 'delete it by hand once it is not needed',
      commands: [kubectl(object.identity, 'delete', resourceName(object.identity))],
    },
  ];
};
