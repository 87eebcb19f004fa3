import { describeIdentity } from '@wildermesser/manifest';
import type { RuleEffect } from '../../model/effect.ts';
import type { ApplicationTimeline } from '../../model/plan.ts';
import type { Rule } from '../../model/rule.ts';
import { counted } from '../reading/amounts.ts';
import { simulateSyncs } from '../sync/simulate-syncs.ts';

/** A sync fails on the way: what comes before the failing step is applied, and what comes after it is not. */
export const halfSynced: Rule = {
  name: 'half-synced',
  check: (context) => simulateSyncs(context).flatMap(judge),
};

const judge = ({ application, steps, failsAt }: ApplicationTimeline): readonly RuleEffect[] => {
  const step = failsAt === undefined ? undefined : steps[failsAt];
  // A single step that fails leaves nothing half done, and whatever is in its way has an effect of its own.
  if (failsAt === undefined || step === undefined || steps.length === 1) return [];
  const done =
    failsAt === 0
      ? 'nothing is applied before it'
      : failsAt === 1
        ? 'step 1 is applied'
        : `steps 1 to ${failsAt} are applied`;
  // Objects of one kind are applied side by side, so that those after it are, too.
  const rest = steps
    .slice(failsAt + 1)
    .filter(
      ({ phase, wave, object }) => phase !== step.phase || wave !== step.wave || object.kind !== step.object.kind,
    ).length;
  return [
    {
      severity: 'danger',
      object: step.object,
      message: `the sync of ${application} stops at step ${failsAt + 1} of ${steps.length} (${describeIdentity(step.object)}: ${step.note ?? 'it is refused'}): ${done}${rest === 0 ? '' : `, ${counted(rest, 'step')} after it ${rest === 1 ? 'is' : 'are'} not`}`,
      advice: 'take the change apart, so that what can be applied is merged first',
    },
  ];
};
