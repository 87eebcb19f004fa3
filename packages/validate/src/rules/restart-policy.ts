import type { Finding } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { PodTemplate } from '../pod-template.ts';
import { textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

const runsOnce = new Set(['CronJob', 'Job']);
const anything = new Set(['Pod', 'PodTemplate']);

/** The restart policy is one that the API server takes for the kind: no schema says so. */
export const restartPolicy: Rule = {
  name: 'restart-policy',
  check: (world) => world.pods.filter(({ owner }) => !anything.has(owner.kind)).flatMap(policyFaults),
};

const policyFaults = ({ owner, spec, field }: PodTemplate): Finding[] => {
  const policy = textOf(spec.restartPolicy) || 'Always';
  if (runsOnce.has(owner.kind) !== (policy === 'Always')) return [];
  return [
    findingOn(owner, {
      severity: 'error',
      code: 'restart-policy-refused',
      field: `${field}.restartPolicy`,
      message: `a ${owner.kind} cannot have pods with the restart policy "${policy}"`,
      advice: runsOnce.has(owner.kind) ? 'set it to OnFailure or Never' : 'leave it out, or use a Job',
    }),
  ];
};
