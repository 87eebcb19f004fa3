import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { autoscalerOf } from '../pods/autoscaler.ts';
import { replicasOf } from '../pods/replicas.ts';
import { counted, countedDoing } from '../reading/amounts.ts';
import { changeOf } from '../reading/changed-fields.ts';
import { type ChangedObject, changedObjects } from '../reading/changed-objects.ts';
import { at } from '../reading/fields.ts';

/** The number of Pods changes, falls to none, or is also set by an autoscaler. */
export const replicaCount: Rule = {
  name: 'replica-count',
  needs: [
    {
      changed: ['Deployment.apps', 'StatefulSet.apps', 'ReplicaSet.apps'],
      reads: ['HorizontalPodAutoscaler.autoscaling'],
      sameNamespace: true,
    },
  ],
  check: (context) => changedObjects(context).flatMap((object) => judge(context, object)),
};

const scaled = new Set(['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

const judge = (context: RuleContext, object: ChangedObject): readonly RuleEffect[] => {
  const { base, head, fields } = object;
  const cause = changeOf(fields, 'spec.replicas');
  if (!scaled.has(head.identity.kind) || cause === undefined) return [];
  const about = { object: head.identity, field: cause.path };
  const [before, after] = [replicasOf(base) ?? 1, replicasOf(head) ?? 1];
  if (autoscalerOf(context.head, head) !== undefined) {
    const isDropped = at(head.manifest, 'spec', 'replicas') === undefined;
    return [
      {
        ...about,
        severity: 'warning',
        message: isDropped
          ? 'the number of Pods may fall to 1 until the autoscaler acts: removing replicas means the default'
          : `each sync sets ${counted(after, 'Pod')}, whatever the autoscaler has decided`,
        advice: isDropped
          ? 'merge while there is little to do, or let Argo CD ignore /spec/replicas (ignoreDifferences with RespectIgnoreDifferences=true)'
          : 'leave replicas out where a HorizontalPodAutoscaler sets it',
      },
    ];
  }
  if (before === after) return [];
  if (after === 0)
    return [
      {
        ...about,
        severity: 'warning',
        message: `${countedDoing(before, 'Pod', 'stop')} and none is left`,
        advice: 'remove the object instead if it is not to come back',
      },
    ];
  return [
    {
      ...about,
      severity: 'info',
      message: `the number of Pods goes from ${before} to ${after}`,
    },
  ];
};
