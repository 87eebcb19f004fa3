import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { type ChangedTemplate, changedTemplates } from '../pods/changed-templates.ts';
import { podTemplateOf } from '../pods/pod-template.ts';
import { rolloutOf } from '../pods/rollout.ts';
import { at, recordsOf, textOf, textsOf } from '../reading/fields.ts';

/** A rollout starts a Pod beside the old one, and both want a volume that only one of them can have. */
export const rolloutStuck: Rule = {
  name: 'rollout-stuck',
  needs: [{ changed: ['Deployment.apps'], reads: ['PersistentVolumeClaim'], sameNamespace: true }],
  check: (context) => changedTemplates(context).flatMap((object) => stuck(context, object)),
};

const stuck = ({ head: world }: RuleContext, { base, head, cause }: ChangedTemplate): readonly RuleEffect[] => {
  const rollout = rolloutOf(base, head);
  if (rollout?.how !== 'rolling' || rollout.surge === 0 || rollout.pods === 0) return [];
  const claims = recordsOf(podTemplateOf(head.manifest)?.spec.volumes).map((volume) =>
    textOf(at(volume, 'persistentVolumeClaim', 'claimName')),
  );
  return claims
    .filter((name) => name !== '')
    .flatMap((name): readonly RuleEffect[] => {
      const claim = world.find({
        group: '',
        kind: 'PersistentVolumeClaim',
        namespace: head.identity.namespace,
        name,
      });
      const modes = textsOf(at(claim?.manifest, 'spec', 'accessModes'));
      const single = modes.includes('ReadWriteOncePod') ? 'Pod' : 'node';
      if (modes.length === 0 || modes.some((mode) => mode.endsWith('Many'))) return [];
      return [
        {
          severity: 'warning',
          object: head.identity,
          field: cause.path,
          message:
            single === 'Pod'
              ? `the new Pod cannot start beside the old one: only one Pod can use the claim ${name} (ReadWriteOncePod)`
              : `the new Pod hangs if it lands on another node than the old one: the claim ${name} is ReadWriteOnce`,
          advice: 'use the strategy Recreate, or a StatefulSet',
        },
      ];
    });
};
