import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import { autoscalerOf } from '../pods/autoscaler.ts';
import { type ChangedTemplate, changedTemplates } from '../pods/changed-templates.ts';
import { type Rollout, rolloutOf } from '../pods/rollout.ts';
import { countedDoing } from '../reading/amounts.ts';
import { isWithin } from '../reading/changed-fields.ts';
import { type ChangedObject, changedOfKind } from '../reading/changed-objects.ts';
import { at, numberOf } from '../reading/fields.ts';

/** Pods are replaced: how many, in what way, and whether somebody notices. */
export const podRestart: Rule = {
  name: 'pod-restart',
  needs: [
    {
      changed: ['Deployment.apps', 'StatefulSet.apps'],
      reads: ['HorizontalPodAutoscaler.autoscaling'],
      sameNamespace: true,
    },
  ],
  check: (context) => [
    ...changedTemplates(context).flatMap((object) => replaced(context, object)),
    ...changedOfKind(context, '', 'Pod').flatMap(restartedInPlace),
  ],
};

const replaced = (context: RuleContext, { base, head, cause }: ChangedTemplate): readonly RuleEffect[] => {
  const autoscaler = autoscalerOf(context.base, base)?.manifest;
  const least = autoscaler === undefined ? undefined : numberOf(at(autoscaler, 'spec', 'minReplicas'), 1);
  const rollout = rolloutOf(base, head, least);
  const judged = rollout === undefined ? undefined : judge(rollout);
  if (judged === undefined) return [];
  const isLeast = least !== undefined && /^\d/.test(judged.message);
  const message = isLeast ? `at least ${judged.message}` : judged.message;
  return [{ ...judged, message, object: head.identity, field: cause.path, verb: 'restart' }];
};

interface Judged {
  readonly severity: Severity;
  readonly message: string;
  readonly advice?: string;
}

const judge = (rollout: Rollout): Judged | undefined => {
  switch (rollout.how) {
    case 'rolling': {
      const { pods, surge, unavailable } = rollout;
      if (pods === 0) return undefined;
      const pace = `up to ${surge} more and up to ${unavailable} fewer at a time`;
      return unavailable >= pods
        ? {
            severity: 'warning',
            message: `${countedDoing(pods, 'Pod', 'restart')}, ${pace}: for a while none may be ready`,
            advice: 'set strategy.rollingUpdate.maxUnavailable to 0, or run more replicas',
          }
        : { severity: 'notice', message: `${countedDoing(pods, 'Pod', 'restart')}, ${pace}` };
    }
    case 'all at once':
      return rollout.pods === 0
        ? undefined
        : {
            severity: 'warning',
            message: `${countedDoing(rollout.pods, 'Pod', 'stop')} before the first new one starts (strategy Recreate): nothing answers in between`,
            advice:
              'merge when that is acceptable, or use the strategy RollingUpdate if two versions can run side by side',
          };
    case 'ordered': {
      const { pods, kept } = rollout;
      if (pods === 0) return undefined;
      const rest = kept === 0 ? '' : `; below the partition ${countedDoing(kept, 'Pod', 'keep')} the old template`;
      return pods + kept === 1
        ? { severity: 'warning', message: 'its only Pod stops before the new one starts: nothing answers in between' }
        : {
            severity: 'notice',
            message: `${countedDoing(pods, 'Pod', 'restart')} one after the other, the highest ordinal first${rest}`,
          };
    }
    case 'nodes': {
      const { surge, unavailable } = rollout;
      const pace =
        surge === '0' || surge === '0%' ? `${unavailable} at a time` : `${surge} new beside the old at a time`;
      return { severity: 'notice', message: `the Pod on every node restarts, ${pace}` };
    }
    default:
      return undefined;
  }
};

/** The image is what can change in a running Pod. */
const restartedInPlace = ({ head, fields }: ChangedObject): readonly RuleEffect[] => {
  const cause = fields.find(
    (field) => isWithin(field, 'spec.containers.*.image') || isWithin(field, 'spec.initContainers.*.image'),
  );
  return cause === undefined
    ? []
    : [
        {
          severity: 'warning',
          object: head.identity,
          field: cause.path,
          verb: 'restart',
          message: 'its container restarts with the new image; no other Pod stands in for a Pod without a controller',
          advice: 'let a Deployment run it, which starts the new Pod before it stops the old one',
        },
      ];
};
