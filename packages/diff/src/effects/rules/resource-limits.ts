import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import { containerField, containersOf, podTemplateOf } from '../pods/pod-template.ts';
import { qualityOfService } from '../pods/quality-of-service.ts';
import { comparedQuantities, quantityText } from '../reading/amounts.ts';
import { type ChangedObject, changedObjects } from '../reading/changed-objects.ts';
import { at } from '../reading/fields.ts';

/** A container may use more than before, or less than it needs; Pods are evicted earlier than before. */
export const resourceLimits: Rule = {
  name: 'resource-limits',
  check: (context) => changedObjects(context).flatMap(judge),
};

const judge = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  const [old, template] = [base, head].map(({ manifest }) => podTemplateOf(manifest));
  if (old === undefined || template === undefined) return [];
  const before = containersOf(old.spec);
  const about = { object: head.identity };
  const limits = containersOf(template.spec).flatMap((container): readonly RuleEffect[] => {
    const was = before.find(({ name, list }) => name === container.name && list === container.list);
    if (was === undefined) return [];
    return ['memory', 'cpu'].flatMap((resource): readonly RuleEffect[] => {
      const [from, to] = [was, container].map(({ fields }) => at(fields, 'resources', 'limits', resource));
      const field = containerField(template, container, 'resources', 'limits', resource);
      if (from === undefined) return [];
      if (to === undefined)
        return [
          {
            ...about,
            severity: resource === 'memory' ? 'warning' : 'info',
            field,
            message:
              resource === 'memory'
                ? `${container.name} may use all memory of its node, and others on it are killed for it`
                : `${container.name} may use every CPU of its node that nobody else asks for`,
            ...(resource === 'memory' ? { advice: 'set a memory limit' } : {}),
          },
        ];
      return resource === 'memory' && (comparedQuantities(to, from) ?? 0) < 0
        ? [
            {
              ...about,
              severity: 'notice',
              field,
              message: `${container.name} is killed when it uses more than ${quantityText(to)}; before, ${quantityText(from)}`,
              advice: 'look at what it uses now before merging',
            },
          ]
        : [];
    });
  });
  const [was, is] = [qualityOfService(old.spec), qualityOfService(template.spec)];
  const order = ['BestEffort', 'Burstable', 'Guaranteed'];
  return order.indexOf(is) >= order.indexOf(was)
    ? limits
    : [
        ...limits,
        {
          ...about,
          severity: 'notice',
          field: [...template.path, 'spec', 'containers'],
          message: `its Pods become ${is} and are evicted earlier when a node runs short; they were ${was}`,
        },
      ];
};
