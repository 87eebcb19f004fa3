import { identityKey } from '@wildermesser/manifest';
import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { stringMapOf } from '../reading/fields.ts';

const annotation = 'argocd.argoproj.io/hook';

/** A mistake in a hook annotation: Argo CD never applies the object and does not say so. */
export const hookDropped: Rule = {
  name: 'hook-dropped',
  check: (context) => [...written(context), ...leftOut(context)],
};

const field = ['metadata', 'annotations', annotation];
const advice = 'write PreSync, Sync, PostSync, SyncFail, PreDelete, PostDelete or Skip';

/** The object is still among those of its side. */
const written = ({ changes, knowledge }: RuleContext): readonly RuleEffect[] =>
  changes.flatMap(({ base, head }) => {
    if (head === undefined || knowledge.hookOf(head.manifest).status !== 'invalid') return [];
    if (base !== undefined && knowledge.hookOf(base.manifest).status === 'invalid') return [];
    return [effectOf(head, base)];
  });

const effectOf = (head: SideObject, base: SideObject | undefined): RuleEffect => ({
  severity: 'danger',
  object: head.identity,
  field,
  message: `"${stringMapOf(head.manifest.metadata.annotations).get(annotation) ?? ''}" is no hook: Argo CD never applies the object and does not say so${base === undefined ? '' : ', and the one that was applied before is pruned'}`,
  advice,
});

/** Whoever rendered the side has left the object out already, as Argo CD does, and so it looks removed. */
const leftOut = ({ base, head, changes }: RuleContext): readonly RuleEffect[] =>
  head.applications.flatMap(({ name, findings }) =>
    findings.flatMap(({ code, object, message }): readonly RuleEffect[] => {
      if (code !== 'invalid-hook' || object === undefined) return [];
      const key = identityKey(object);
      const known = base
        .application(name)
        ?.findings.some(
          (other) => other.code === code && other.object !== undefined && identityKey(other.object) === key,
        );
      if (known === true || changes.some((change) => change.head !== undefined && identityKey(change.identity) === key))
        return [];
      return [{ severity: 'danger', object, field, message, advice }];
    }),
  );
