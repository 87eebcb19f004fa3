import type { RuleEffect } from '../../model/effect.ts';
import { fieldText } from '../../model/field-path.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { refusalsOf } from '../immutable/refusals.ts';
import { reversed } from '../immutable/reversed.ts';
import { type ChangedObject, changedObjects } from '../reading/changed-objects.ts';

/** A change that the API server takes and would not take back: reverting the commit does not revert the cluster. */
export const oneWayChange: Rule = {
  name: 'one-way-change',
  check: (context) => changedObjects(context).flatMap((object) => judge(context, object)),
};

const judge = (context: RuleContext, object: ChangedObject): readonly RuleEffect[] => {
  if (context.knowledge.hookOf(object.head.manifest).status !== 'none') return [];
  const refused = new Set(refusalsOf(context.head, object).map(({ change }) => fieldText(change.path)));
  return refusalsOf(context.base, reversed(object))
    .filter(({ change }) => !refused.has(fieldText(change.path)) && refused.size === 0)
    .map(({ change }) => ({
      severity: 'notice',
      object: object.head.identity,
      field: change.path,
      message: `this cannot simply be reverted: the API server takes ${fieldText(change.path)} as it becomes, and refuses it as it was`,
      advice: 'be sure of it before merging; going back means making the object anew',
    }));
};
