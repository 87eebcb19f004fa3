import { describeIdentity } from '@wildermesser/manifest';
import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { isKeptByHelm, removalNotes, removalOf } from '../argocd/pruning.ts';
import { counted } from '../reading/amounts.ts';
import { goneObjects } from '../reading/changed-objects.ts';

/** A Namespace is deleted, and everything in it, whoever made it. */
export const namespaceRemoved: Rule = {
  name: 'namespace-removed',
  needs: [{ changed: ['Namespace'], reads: ['*'], sameNamespace: true }],
  check: (context) =>
    goneObjects(context)
      .filter(({ identity }) => identity.group === '' && identity.kind === 'Namespace')
      .flatMap((object) => effectOf(context, object)),
};

const effectOf = (context: RuleContext, object: SideObject): readonly RuleEffect[] => {
  const removal = removalOf(context.base, context.head, object);
  if (removal === 'kept' || removal === 'left') return [];
  const staying = context.head.inNamespace(object.identity.name);
  const declared = context.base.inNamespace(object.identity.name);
  const [first] = staying;
  const what =
    first === undefined
      ? `everything in it goes, ${counted(declared.length, 'declared object')} and whatever else was made there`
      : `what stays declared in it goes too, and is made anew without its data: ${describeIdentity(first.identity)}${staying.length === 1 ? '' : ` and ${staying.length - 1} more`}`;
  const helm = isKeptByHelm(object) ? '; helm.sh/resource-policy: keep does not help against pruning' : '';
  return [
    {
      severity: removal === 'asked' ? 'warning' : 'danger',
      object: object.identity,
      message: `the Namespace is deleted: ${what}${helm}${removalNotes[removal]}`,
      advice:
        'to keep it, set argocd.argoproj.io/sync-options: Prune=false on it in a change before this one, or hand it to another Application',
    },
  ];
};
