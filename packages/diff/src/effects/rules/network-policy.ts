import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { type Direction, directions, openingsOf, policiesFor, policiesIn, restricts } from '../network/policy.ts';
import { podKinds, podTemplateOf } from '../pods/pod-template.ts';
import { listed } from '../reading/amounts.ts';

const policyKind = 'NetworkPolicy.networking.k8s.io';

/**
 * Who reaches Pods, and whom they reach: the last policy that selects a Pod goes and everything is allowed, the first
 * one comes and everything else is denied, or a policy lets through more or less than before.
 */
export const networkPolicy: Rule = {
  name: 'network-policy',
  needs: [
    { changed: [policyKind], reads: [...podKinds, policyKind], sameNamespace: true },
    { changed: podKinds, reads: [policyKind], sameNamespace: true },
  ],
  check: (context) =>
    directions.flatMap((direction) => [...flips(context, direction), ...openings(context, direction)]),
};

/** Pods of both sides with what selects them. */
interface SelectedPods {
  readonly owner: SideObject;
  readonly before: readonly SideObject[];
  readonly after: readonly SideObject[];
}

const selectedPods = (context: RuleContext, direction: Direction): readonly SelectedPods[] =>
  affectedObjects(context).flatMap((owner) => {
    const template = podTemplateOf(owner.manifest);
    const old = context.base.find(owner.identity);
    const oldTemplate = old === undefined ? undefined : podTemplateOf(old.manifest);
    // Pods that are new have nobody who reached them before.
    if (template === undefined || oldTemplate === undefined) return [];
    const { namespace } = owner.identity;
    const before = policiesFor(context.base, namespace, direction, oldTemplate.labels);
    const after = policiesFor(context.head, namespace, direction, template.labels);
    return (before.length === 0) === (after.length === 0) ? [] : [{ owner, before, after }];
  });

/** What is in a namespace whose policies differ, and Pods whose labels may. */
const affectedObjects = ({ head, changes }: RuleContext): readonly SideObject[] => {
  const differing = changes.filter(({ verb }) => verb !== 'none');
  const namespaces = new Set(
    differing.flatMap(({ identity }) => (identity.kind === 'NetworkPolicy' ? [identity.namespace] : [])),
  );
  return [
    ...[...namespaces].flatMap((namespace) => head.inNamespace(namespace)),
    ...differing.flatMap((change) =>
      change.head === undefined || namespaces.has(change.identity.namespace) ? [] : [change.head],
    ),
  ];
};

const isDifferent = ({ changes }: RuleContext, object: SideObject): boolean =>
  changes.some(({ verb, base, head }) => verb !== 'none' && (base === object || head === object));

const flips = (context: RuleContext, direction: Direction): readonly RuleEffect[] => {
  const byCause = Map.groupBy(selectedPods(context, direction), ({ owner, before, after }) => {
    const policies = after.length === 0 ? before : after;
    return policies.find((policy) => isDifferent(context, policy)) ?? owner;
  });
  return [...byCause].map(([cause, pods]) => {
    const names = listed(pods.map(({ owner }) => `${owner.identity.kind} ${owner.identity.name}`));
    const opens = pods.some(({ after }) => after.length === 0);
    const [verb, what] = direction === 'Ingress' ? ['reach', 'come in'] : ['be reached from', 'go out'];
    return {
      severity: 'warning',
      object: cause.identity,
      message: opens
        ? `everything may now ${verb} ${names}: no policy restricts what may ${what} any more`
        : `only what a policy names may now ${verb} ${names}; before, everything could`,
      advice: opens
        ? 'keep a policy that selects these Pods, if only one that denies by default'
        : 'name everything that needs it, DNS and monitoring included, before the first policy comes',
    };
  });
};

const openings = (context: RuleContext, direction: Direction): readonly RuleEffect[] =>
  context.changes.flatMap(({ verb, base, head }) => {
    const policy = head ?? base;
    if (verb === 'none' || policy?.identity.kind !== 'NetworkPolicy') return [];
    const { namespace } = policy.identity;
    const owners = context.head
      .inNamespace(namespace)
      .filter((owner) => isStillRestricted(context, direction, owner, [base, head]));
    if (owners.length === 0) return [];
    const [before, after] = [base, head].map((side) => openingsOf(side, direction));
    const others = (world: RuleContext['base']) =>
      policiesIn(world, namespace)
        .filter((other) => other !== base && other !== head)
        .flatMap((other) => openingsOf(other, direction).map(({ text }) => text));
    const known = new Set([...(before ?? []).map(({ text }) => text), ...others(context.base)]);
    const kept = new Set([...(after ?? []).map(({ text }) => text), ...others(context.head)]);
    const added = (after ?? []).filter(({ text }) => !known.has(text) && !known.has('everybody'));
    const lost = (before ?? []).filter(({ text }) => !kept.has(text) && !kept.has('everybody'));
    const [verbText, field] = direction === 'Ingress' ? ['reach', 'ingress'] : ['be reached from', 'egress'];
    const names = listed(owners.map(({ identity }) => `${identity.kind} ${identity.name}`));
    const about = { object: policy.identity, field: ['spec', field ?? ''] };
    return [
      ...(added.length === 0
        ? []
        : [
            {
              ...about,
              severity: added.some(({ isWide }) => isWide) ? 'warning' : 'notice',
              message: `${listed(added.map(({ text }) => text))} may now ${verbText} ${names}`,
            } as const,
          ]),
      ...(lost.length === 0
        ? []
        : [
            {
              ...about,
              severity: 'notice',
              message: `${listed(lost.map(({ text }) => text))} may no longer ${verbText} ${names}`,
            } as const,
          ]),
    ];
  });

/** Pods that a policy selects on one of the sides and that are restricted on both: what flips is told apart. */
const isStillRestricted = (
  context: RuleContext,
  direction: Direction,
  owner: SideObject,
  policies: readonly (SideObject | undefined)[],
): boolean => {
  const template = podTemplateOf(owner.manifest);
  const old = context.base.find(owner.identity);
  const oldTemplate = old === undefined ? undefined : podTemplateOf(old.manifest);
  if (template === undefined || oldTemplate === undefined) return false;
  const { namespace } = owner.identity;
  return (
    policies.some((policy) => policy !== undefined && restricts(policy, direction, template.labels)) &&
    policiesFor(context.base, namespace, direction, oldTemplate.labels).length > 0 &&
    policiesFor(context.head, namespace, direction, template.labels).length > 0
  );
};
