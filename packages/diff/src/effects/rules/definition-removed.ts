import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { isKeptByHelm, removalNotes, removalOf } from '../argocd/pruning.ts';
import { goneObjects } from '../reading/changed-objects.ts';
import { at, textOf } from '../reading/fields.ts';
import { kubectl } from '../reading/kubectl.ts';

/** A CustomResourceDefinition is deleted, and with it every object of its kind in every namespace. */
export const definitionRemoved: Rule = {
  name: 'definition-removed',
  needs: [{ changed: ['CustomResourceDefinition.apiextensions.k8s.io'], reads: ['*'] }],
  check: (context) =>
    goneObjects(context)
      .filter(({ identity }) => identity.kind === 'CustomResourceDefinition')
      .flatMap((object) => effectOf(context, object)),
};

const effectOf = (context: RuleContext, object: SideObject): readonly RuleEffect[] => {
  const removal = removalOf(context.base, context.head, object);
  if (removal === 'kept' || removal === 'left') return [];
  const group = textOf(at(object.manifest, 'spec', 'group'));
  const kind = textOf(at(object.manifest, 'spec', 'names', 'kind'));
  const declared = context.base.ofKind(group, kind).length;
  const staying = context.head.ofKind(group, kind).length;
  const helm = isKeptByHelm(object) ? '; helm.sh/resource-policy: keep does not help against pruning' : '';
  const unapplied = staying === 0 ? '' : `, ${staying} of which stay declared and then cannot be applied`;
  const known = declared === 0 ? '' : ` (in this repository ${declared}${unapplied})`;
  return [
    {
      severity: removal === 'asked' ? 'warning' : 'danger',
      object: object.identity,
      message: `every ${kind} of the cluster is deleted with its definition${known}, and whatever its controller made for it${helm}${removalNotes[removal]}`,
      advice: 'remove the objects first, and the definition in a later change; Prune=false on the definition keeps it',
      commands: [
        kubectl(
          { namespace: '' },
          'get',
          `${textOf(at(object.manifest, 'spec', 'names', 'plural'))}.${group}`,
          '--all-namespaces',
        ),
      ],
    },
  ];
};
