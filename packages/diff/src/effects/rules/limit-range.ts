import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext, World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { type Container, containersOf, podKinds, podTemplateOf } from '../pods/pod-template.ts';
import { comparedQuantities, listed, quantityText } from '../reading/amounts.ts';
import { at, fieldsOf, recordsOf } from '../reading/fields.ts';

/** A container asks for more than a LimitRange of its namespace allows, or for less: its Pods are refused. */
export const limitRange: Rule = {
  name: 'limit-range',
  needs: [
    { changed: podKinds, reads: ['LimitRange'], sameNamespace: true },
    { changed: ['LimitRange'], reads: podKinds, sameNamespace: true },
  ],
  check: (context) => affected(context).flatMap((object) => judge(context, object)),
};

const affected = ({ head, changes }: RuleContext): readonly SideObject[] => {
  const namespaces = new Set(
    changes.flatMap(({ identity }) => (identity.kind === 'LimitRange' ? [identity.namespace] : [])),
  );
  return [
    ...[...namespaces].flatMap((namespace) => head.inNamespace(namespace)),
    ...changes.flatMap((change) =>
      change.head === undefined || namespaces.has(change.identity.namespace) ? [] : [change.head],
    ),
  ];
};

const judge = ({ base, head }: RuleContext, object: SideObject): readonly RuleEffect[] => {
  const now = violations(head, object);
  const old = base.find(object.identity);
  const before = old === undefined ? [] : violations(base, old);
  const added = now.filter((violation) => !before.includes(violation));
  return added.length === 0
    ? []
    : [
        {
          severity: 'danger',
          object: object.identity,
          message: `its Pods are refused by the LimitRange of ${object.identity.namespace}: ${listed(added)}`,
          advice: 'stay within the limits, or change the LimitRange in the same change',
        },
      ];
};

/** The bounds of a namespace that the containers of an object break. What is left out gets the default, which fits. */
const violations = (world: World, { identity, manifest }: SideObject): readonly string[] => {
  const template = podTemplateOf(manifest);
  if (template === undefined) return [];
  const limits = world
    .inNamespace(identity.namespace)
    .filter(({ identity: { group, kind } }) => group === '' && kind === 'LimitRange')
    .flatMap((range) => recordsOf(at(range.manifest, 'spec', 'limits')))
    .filter(({ type }) => type === 'Container');
  return limits.flatMap((limit) =>
    containersOf(template.spec).flatMap((container) => [
      ...beyond(container, 'limits', limit.max, (order) => order > 0, 'more than'),
      ...beyond(container, 'requests', limit.max, (order) => order > 0, 'more than'),
      ...beyond(container, 'requests', limit.min, (order) => order < 0, 'less than'),
    ]),
  );
};

const beyond = (
  { name, fields }: Container,
  list: 'limits' | 'requests',
  bounds: unknown,
  isBeyond: (order: number) => boolean,
  than: string,
): readonly string[] =>
  Object.entries(fieldsOf(bounds)).flatMap(([resource, bound]) => {
    const amount = at(fields, 'resources', list, resource);
    const order = comparedQuantities(amount, bound);
    return order === undefined || !isBeyond(order)
      ? []
      : [`${name} has ${list}.${resource} ${quantityText(amount)}, ${than} ${quantityText(bound)}`];
  });
