import type { RuleEffect } from '../../model/effect.ts';
import type { MatchedChange } from '../../model/object-change.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { prunesByItself } from '../argocd/pruning.ts';
import { hasSyncOption } from '../argocd/sync-options.ts';

/** An object moves to another Application: it is not deleted, unless the old owner prunes before the new one applies. */
export const handOver: Rule = {
  name: 'hand-over',
  check: (context) => context.changes.flatMap((change) => (change.verb === 'move' ? effectOf(context, change) : [])),
};

/** Kinds that lose more than a moment when they are deleted and made anew. */
const losing = new Set([
  'CustomResourceDefinition',
  'Namespace',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Secret',
  'StatefulSet',
  'MySQL',
]);

const effectOf = (context: RuleContext, { base, head }: MatchedChange): readonly RuleEffect[] => {
  if (base === undefined || head === undefined) return [];
  const old = context.head.application(base.application)?.manifest;
  const [from, to] = [base.application, head.application];
  const prunes = old === undefined || prunesByItself(old);
  const isKept = hasSyncOption(context.base, base, 'Prune=false') || hasSyncOption(context.base, base, 'Prune=confirm');
  const about = { object: head.identity };
  if (!prunes || isKept)
    return [{ ...about, severity: 'info', message: `${to} takes it over from ${from}, which does not prune it` }];
  return [
    {
      ...about,
      severity: losing.has(head.identity.kind) ? 'danger' : 'warning',
      message: `${to} takes it over from ${from}: if ${from} syncs first it deletes the object, and ${to} makes it anew`,
      advice: `set argocd.argoproj.io/sync-options: Prune=false on it in a change before this one, or sync ${to} before ${from} while automated sync of ${from} is off`,
    },
  ];
};
