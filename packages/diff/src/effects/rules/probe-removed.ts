import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import { containerField, containersOf, podTemplateOf } from '../pods/pod-template.ts';
import { type ChangedObject, changedObjects } from '../reading/changed-objects.ts';

/** Nobody asks a container any more whether it is well. */
export const probeRemoved: Rule = {
  name: 'probe-removed',
  check: (context) => changedObjects(context).flatMap(judge),
};

const probes = {
  readinessProbe: ['warning', 'gets requests from its first moment, ready or not, and rollouts do not wait for it'],
  livenessProbe: ['notice', 'is not restarted any more when it hangs'],
  startupProbe: ['notice', 'must be up before its liveness probe gives up on it'],
} as const;

const judge = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  const [old, template] = [base, head].map(({ manifest }) => podTemplateOf(manifest));
  if (old === undefined || template === undefined) return [];
  const before = containersOf(old.spec);
  return containersOf(template.spec).flatMap((container) => {
    const was = before.find(({ name, list }) => name === container.name && list === container.list);
    return Object.entries(probes).flatMap(([probe, [severity, what]]): readonly RuleEffect[] =>
      was?.fields[probe] === undefined || container.fields[probe] !== undefined
        ? []
        : [
            {
              severity,
              object: head.identity,
              field: containerField(template, container, probe),
              message: `${container.name} ${what}`,
            },
          ],
    );
  });
};
