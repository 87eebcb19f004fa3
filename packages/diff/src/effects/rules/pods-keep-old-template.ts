import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import { type ChangedTemplate, changedTemplates } from '../pods/changed-templates.ts';
import { rolloutOf } from '../pods/rollout.ts';
import { at, stringMapOf } from '../reading/fields.ts';
import { kubectl, resourceName } from '../reading/kubectl.ts';
import { selectorText } from '../reading/label-selector.ts';

/** The template changes and no Pod does: its controller waits for somebody, or never replaces a Pod. */
export const podsKeepOldTemplate: Rule = {
  name: 'pods-keep-old-template',
  check: (context) => changedTemplates(context).flatMap(kept),
};

const kept = ({ base, head, cause }: ChangedTemplate): readonly RuleEffect[] => {
  const { identity, manifest } = head;
  const about = { severity: 'warning', object: identity, field: cause.path } as const;
  const labels = stringMapOf(at(manifest, 'spec', 'selector', 'matchLabels') ?? at(manifest, 'spec', 'selector'));
  const deletePods = kubectl(identity, 'delete', 'pods', `--selector=${selectorText(labels)}`);
  switch (rolloutOf(base, head)?.how) {
    case 'on delete':
      return [
        {
          ...about,
          message: 'no Pod changes until it is deleted (updateStrategy OnDelete)',
          advice: 'delete its Pods after the sync, one after the other',
          commands: [deletePods],
        },
      ];
    case 'never':
      return [
        {
          ...about,
          message: `Pods that run keep the old template: a ${identity.kind} never replaces one`,
          advice: 'delete its Pods after the sync, or let a Deployment own it',
          commands: [deletePods],
        },
      ];
    case 'paused':
      return [
        {
          ...about,
          message: 'no Pod changes as long as the Deployment is paused',
          advice: 'set spec.paused to false',
          commands: [kubectl(identity, 'rollout', 'resume', resourceName(identity))],
        },
      ];
    default:
      return [];
  }
};
