import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext, World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { podKinds, podTemplateOf } from '../pods/pod-template.ts';
import { listed } from '../reading/amounts.ts';
import { at, stringMapOf } from '../reading/fields.ts';
import { hasAll } from '../reading/label-selector.ts';

/** A Service that led to Pods leads to none any more: they go, or their labels or its selector change. */
export const serviceWithoutPods: Rule = {
  name: 'service-without-pods',
  needs: [{ changed: [...podKinds, 'Service'], reads: [...podKinds, 'Service'], sameNamespace: true }],
  check: (context) => affected(context).flatMap((service) => judge(context, service)),
};

/** Services of the namespaces in which Pods or Services differ. */
const affected = ({ head, changes }: RuleContext): readonly SideObject[] => {
  const namespaces = new Set(
    changes.flatMap(({ verb, identity, base, head: object }) => {
      const differs = [base, object].some(
        (side) =>
          side !== undefined && (side.identity.kind === 'Service' || podTemplateOf(side.manifest) !== undefined),
      );
      return verb !== 'none' && differs ? [identity.namespace] : [];
    }),
  );
  return [...namespaces].flatMap((namespace) =>
    head.inNamespace(namespace).filter(({ identity }) => identity.group === '' && identity.kind === 'Service'),
  );
};

const podsOf = (world: World, { identity, manifest }: SideObject): readonly SideObject[] => {
  const selector = stringMapOf(at(manifest, 'spec', 'selector'));
  if (selector.size === 0) return [];
  return world.inNamespace(identity.namespace).filter((object) => {
    const template = podTemplateOf(object.manifest);
    return template !== undefined && hasAll(selector, template.labels);
  });
};

const judge = ({ base, head }: RuleContext, service: SideObject): readonly RuleEffect[] => {
  const old = base.find(service.identity);
  if (old === undefined || at(service.manifest, 'spec', 'selector') === undefined) return [];
  const before = podsOf(base, old);
  if (before.length === 0 || podsOf(head, service).length > 0) return [];
  const names = listed(before.map(({ identity }) => `${identity.kind} ${identity.name}`));
  return [
    {
      severity: 'danger',
      object: service.identity,
      field: ['spec', 'selector'],
      message: `it leads to no Pods any more, and every request to it fails; before, it led to those of ${names}`,
      advice: 'let its selector and the labels of the Pods change together, or remove it with them',
    },
  ];
};
