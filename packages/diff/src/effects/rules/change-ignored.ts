import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import { changeOf } from '../reading/changed-fields.ts';
import { type ChangedObject, changedOfKind } from '../reading/changed-objects.ts';
import { at } from '../reading/fields.ts';
import { kubectl, resourceName } from '../reading/kubectl.ts';

/** The API server takes the change and keeps what it has: the text changes and the cluster does not. */
export const changeIgnored: Rule = {
  name: 'change-ignored',
  check: (context) => changedOfKind(context, '', 'Service').flatMap(judge),
};

const judge = ({ base, head, fields }: ChangedObject): readonly RuleEffect[] => {
  const cause = changeOf(fields, 'spec.clusterIP', 'spec.clusterIPs');
  const isExternal = [base, head].some(({ manifest }) => at(manifest, 'spec', 'type') === 'ExternalName');
  if (cause === undefined || isExternal) return [];
  if (at(base.manifest, 'spec', 'clusterIP') !== 'None' || at(head.manifest, 'spec', 'clusterIP') !== undefined)
    return [];
  return [
    {
      severity: 'warning',
      object: head.identity,
      field: ['spec', 'clusterIP'],
      message: 'the Service stays headless: where clusterIP is left out the API server keeps None, and says nothing',
      advice: 'give the new Service another name, or delete this one before the sync',
      commands: [kubectl(head.identity, 'delete', resourceName(head.identity))],
    },
  ];
};
