import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { isReplacedByForce } from '../argocd/sync-options.ts';
import { changeOf } from '../reading/changed-fields.ts';
import { type ChangedObject, changedOfKind, newObjects } from '../reading/changed-objects.ts';
import { at, textOf } from '../reading/fields.ts';

/** Something runs that ran before: a hook, which every sync runs, a Job under a new name, a CronJob at other times. */
export const jobRunsAgain: Rule = {
  name: 'job-runs-again',
  check: (context) => [
    ...hooks(context),
    ...newJobs(context),
    ...replacedJobs(context),
    ...changedOfKind(context, 'batch', 'CronJob').flatMap(timing),
  ],
};

const runs = new Set(['Job', 'Pod', 'Workflow']);

/** Applications with a difference are synced, and a sync runs every hook. */
const hooks = ({ head, changes, knowledge }: RuleContext): readonly RuleEffect[] => {
  const differing = new Set(
    changes
      .filter(({ verb }) => verb !== 'none')
      .flatMap(({ base, head: object }) => [base, object].map((one) => one?.application)),
  );
  const changed = new Set(changes.map((change) => change.head));
  return head.objects.flatMap((object) => {
    const { status, types } = knowledge.hookOf(object.manifest);
    const phases = types.filter((type) => ['PreSync', 'Sync', 'PostSync'].includes(type));
    if (status !== 'hook' || phases.length === 0 || !runs.has(object.identity.kind)) return [];
    if (!differing.has(object.application)) return [];
    const is = changed.has(object) ? 'runs with its new content' : 'runs again';
    return [
      {
        severity: changed.has(object) ? 'notice' : 'info',
        object: object.identity,
        message: `the ${phases.join(' and ')} hook ${is}: every sync of its Application runs it`,
      } as const,
    ];
  });
};

const isHook = ({ knowledge }: RuleContext, { manifest }: SideObject): boolean =>
  knowledge.hookOf(manifest).status !== 'none';

const newJobs = (context: RuleContext): readonly RuleEffect[] =>
  newObjects(context)
    .filter((object) => object.identity.group === 'batch' && object.identity.kind === 'Job' && !isHook(context, object))
    .map(({ identity }) => ({ severity: 'info', object: identity, message: 'the Job runs once' }));

const replacedJobs = (context: RuleContext): readonly RuleEffect[] =>
  changedOfKind(context, 'batch', 'Job')
    .filter(({ head }) => !isHook(context, head) && isReplacedByForce(context.head, head))
    .map(({ head }) => ({
      severity: 'notice',
      object: head.identity,
      message: 'the Job is deleted and runs again (Force=true)',
    }));

const timing = ({ base, head, fields }: ChangedObject): readonly RuleEffect[] => {
  const cause = changeOf(fields, 'spec.schedule', 'spec.timeZone', 'spec.suspend');
  if (cause === undefined) return [];
  const isSuspended = at(head.manifest, 'spec', 'suspend') === true;
  const timesOf = ({ manifest }: SideObject): string =>
    [textOf(at(manifest, 'spec', 'schedule')), textOf(at(manifest, 'spec', 'timeZone'))]
      .filter((text) => text !== '')
      .join(' ');
  return [
    {
      severity: 'notice',
      object: head.identity,
      field: cause.path,
      message:
        isSuspended !== (at(base.manifest, 'spec', 'suspend') === true)
          ? isSuspended
            ? 'it no longer runs: it is suspended'
            : `it runs again at "${timesOf(head)}"; a run missed within startingDeadlineSeconds starts at once`
          : `it runs at "${timesOf(head)}" and no longer at "${timesOf(base)}"`,
    },
  ];
};
