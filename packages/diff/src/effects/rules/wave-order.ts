import { describeIdentity } from '@wildermesser/manifest';
import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { podKinds } from '../pods/pod-template.ts';
import { changedObjects } from '../reading/changed-objects.ts';
import { stringMapOf } from '../reading/fields.ts';
import { type Deadlock, deadlocksIn } from '../sync/deadlocks.ts';

/** Objects are applied at another time than before, or a wave waits for what only a later one applies. */
export const waveOrder: Rule = {
  name: 'wave-order',
  needs: [{ changed: [...podKinds, 'PersistentVolumeClaim'], reads: ['StorageClass.storage.k8s.io'] }],
  check: (context) => [...stuck(context), ...moved(context)],
};

const key = ({ waits, for: other }: Deadlock): string =>
  `${describeIdentity(waits.identity)} ${describeIdentity(other.identity)}`;

const stuck = ({ base, head, knowledge }: RuleContext): readonly RuleEffect[] =>
  head.applications
    .filter(({ scope }) => scope === 'whole')
    .flatMap(({ name, objects }) => {
      const before = new Set(deadlocksIn(knowledge, base, base.application(name)?.objects ?? []).map(key));
      return deadlocksIn(knowledge, head, objects)
        .filter((deadlock) => !before.has(key(deadlock)))
        .map((deadlock): RuleEffect => effectOf(deadlock, knowledge));
    });

const effectOf = ({ waits, for: other, reason }: Deadlock, { waveOf }: RuleContext['knowledge']): RuleEffect => {
  const { kind, name } = other.identity;
  return {
    severity: 'danger',
    object: waits.identity,
    field: ['metadata', 'annotations', 'argocd.argoproj.io/sync-wave'],
    message:
      reason === 'needed later'
        ? `the first sync never ends: wave ${waveOf(waits.manifest)} waits for its Pods, and they wait for ${kind} ${name}, which only wave ${waveOf(other.manifest)} applies`
        : `the first sync never ends: wave ${waveOf(waits.manifest)} waits until the claim is bound, and it is bound when ${kind} ${name} of wave ${waveOf(other.manifest)} uses it (WaitForFirstConsumer)`,
    advice:
      reason === 'needed later'
        ? `put ${kind} ${name} into the same or an earlier wave`
        : 'put both into the same wave',
  };
};

const annotations = [
  'argocd.argoproj.io/hook',
  'argocd.argoproj.io/hook-delete-policy',
  'helm.sh/hook',
  'helm.sh/hook-delete-policy',
];

const moved = ({ knowledge, ...context }: RuleContext): readonly RuleEffect[] =>
  changedObjects({ knowledge, ...context }).flatMap(({ base, head }): readonly RuleEffect[] => {
    const [before, after] = [base, head].map(({ manifest }) => knowledge.waveOf(manifest));
    const [old, now] = [base, head].map(({ manifest }) => stringMapOf(manifest.metadata.annotations));
    const changed = annotations.find((name) => old?.get(name) !== now?.get(name));
    const hook = knowledge.hookOf(head.manifest);
    return [
      ...(before === after
        ? []
        : [
            {
              severity: 'notice',
              object: head.identity,
              field: ['metadata', 'annotations', 'argocd.argoproj.io/sync-wave'],
              message: `it is applied in wave ${after} instead of ${before}`,
            } as const,
          ]),
      ...(changed === undefined || hook.status === 'invalid'
        ? []
        : [
            {
              severity: 'notice',
              object: head.identity,
              field: ['metadata', 'annotations', changed],
              message:
                hook.status === 'none'
                  ? 'it is no hook any more, and is applied once and kept'
                  : `it is a hook: applied at ${hook.types.join(' and ')}, deleted by ${hook.deletePolicies.join(' and ')}`,
            } as const,
          ]),
    ];
  });
