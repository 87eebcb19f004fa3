import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import type { SideObject } from '../../model/side.ts';
import { removalOf } from '../argocd/pruning.ts';
import { ownSyncOptions } from '../argocd/sync-options.ts';
import { podKinds, podTemplateOf } from '../pods/pod-template.ts';
import { changedObjects, goneObjects } from '../reading/changed-objects.ts';
import { at } from '../reading/fields.ts';
import { selects } from '../reading/label-selector.ts';

/**
 * What guards others goes: a disruption budget, a quota, a webhook or an admission policy, an aggregated API; or an
 * object loses the sync option that kept it from being deleted.
 */
export const protectionRemoved: Rule = {
  name: 'protection-removed',
  needs: [{ changed: ['PodDisruptionBudget.policy'], reads: podKinds, sameNamespace: true }],
  check: (context) => [
    ...goneObjects(context).flatMap((object) => guardGone(context, object)),
    ...changedObjects(context).flatMap(({ base, head }) => unguarded(base, head)),
  ],
};

const consequences: Readonly<Record<string, readonly [Severity, string]>> = {
  '/LimitRange': ['notice', 'Pods of the namespace get no default requests and limits any more'],
  '/ResourceQuota': ['notice', 'nothing limits any more what the namespace may use'],
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': ['warning', 'nothing checks any more what it checked'],
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': [
    'warning',
    'new objects no longer get what it filled in',
  ],
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': ['warning', 'nothing checks any more what it checked'],
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': [
    'warning',
    'its policy no longer applies where it bound it',
  ],
  'apiregistration.k8s.io/APIService': ['warning', 'the API that it added is no longer served'],
};

const guardGone = (context: RuleContext, object: SideObject): readonly RuleEffect[] => {
  const removal = removalOf(context.base, context.head, object);
  if (removal === 'kept' || removal === 'left') return [];
  const { group, kind } = object.identity;
  if (group === 'policy' && kind === 'PodDisruptionBudget') return budgetGone(context, object);
  const [severity, message] = consequences[`${group}/${kind}`] ?? [];
  return severity === undefined || message === undefined ? [] : [{ severity, object: object.identity, message }];
};

const budgetGone = ({ head }: RuleContext, { identity, manifest }: SideObject): readonly RuleEffect[] => {
  const guarded = head.inNamespace(identity.namespace).filter(({ manifest: owner }) => {
    const template = podTemplateOf(owner);
    return template !== undefined && selects(at(manifest, 'spec', 'selector'), template.labels);
  });
  return guarded.length === 0
    ? []
    : [
        {
          severity: 'warning',
          object: identity,
          message: `draining nodes may stop all Pods of ${guarded[0]?.identity.kind} ${guarded[0]?.identity.name} at once`,
        },
      ];
};

const unguarded = (base: SideObject, head: SideObject): readonly RuleEffect[] => {
  const after = ownSyncOptions(head);
  const lost = ownSyncOptions(base).filter(
    (option) => /^(?:Prune|Delete)=(?:false|confirm)$/.test(option) && !after.includes(option),
  );
  const strictest = lost.filter((option) => !after.includes(option.replace('confirm', 'false')));
  return strictest.length === 0
    ? []
    : [
        {
          severity: 'notice',
          object: head.identity,
          field: ['metadata', 'annotations', 'argocd.argoproj.io/sync-options'],
          message: `${strictest.join(' and ')} no longer ${strictest.length === 1 ? 'keeps' : 'keep'} it from being deleted when a later change removes it`,
        },
      ];
};
