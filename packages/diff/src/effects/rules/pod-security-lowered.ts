import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { podSecurityLevels } from '../pods/enforced-level.ts';
import { podTemplateOf } from '../pods/pod-template.ts';
import { listed } from '../reading/amounts.ts';
import { isWithin } from '../reading/changed-fields.ts';
import { type ChangedObject, changedObjects } from '../reading/changed-objects.ts';

/** Pods pass a laxer level of the Pod Security Standards than before. */
export const podSecurityLowered: Rule = {
  name: 'pod-security-lowered',
  check: (context) => changedObjects(context).flatMap((object) => judge(context, object)),
};

const judge = ({ knowledge }: RuleContext, { base, head, fields }: ChangedObject): readonly RuleEffect[] => {
  const [before, after] = [base, head].map(({ manifest }) => podTemplateOf(manifest));
  if (before === undefined || after === undefined) return [];
  const [was, is] = [before, after].map(({ spec, annotations }) => knowledge.podSecurityLevel(spec, annotations));
  if (was === undefined || is === undefined || podSecurityLevels.indexOf(is) >= podSecurityLevels.indexOf(was))
    return [];
  const violated = knowledge.podSecurityViolations(was, after.spec, after.annotations).map(({ control }) => control);
  const inSpec = fields.filter((field) => isWithin(field, [...after.path, 'spec']));
  const cause = inSpec.find(({ path }) => path.some((step) => step === 'securityContext')) ?? inSpec[0];
  return [
    {
      severity: is === 'privileged' ? 'danger' : 'warning',
      object: head.identity,
      ...(cause === undefined ? {} : { field: cause.path }),
      message: `its Pods pass the level ${is} and no longer ${was}: ${listed(violated)}`,
      advice: `give back what the level ${was} asks for`,
    },
  ];
};
