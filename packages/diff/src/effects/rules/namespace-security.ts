import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { enforcedLevel, podSecurityLevels } from '../pods/enforced-level.ts';

/** A namespace enforces a laxer level of the Pod Security Standards than before. */
export const namespaceSecurity: Rule = {
  name: 'namespace-security',
  check: (context) => {
    const names = new Set(
      context.changes.flatMap(({ verb, base, head }) =>
        verb !== 'none' && base?.identity.kind === 'Namespace' && head !== undefined ? [head.identity.name] : [],
      ),
    );
    return [...names].flatMap((name) => judge(context, name));
  },
};

const judge = ({ base, head }: RuleContext, name: string): readonly RuleEffect[] => {
  const [before, after] = [enforcedLevel(base, name), enforcedLevel(head, name)];
  if (before === undefined || after === undefined) return [];
  if (podSecurityLevels.indexOf(after) >= podSecurityLevels.indexOf(before)) return [];
  return [
    {
      severity: after === 'privileged' ? 'danger' : 'warning',
      object: { group: '', kind: 'Namespace', namespace: '', name },
      field: ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'],
      message:
        after === 'privileged'
          ? `every Pod is let in, privileged ones included; before, the namespace enforced ${before}`
          : `the namespace enforces ${after} and no longer ${before}`,
      advice: `keep ${before}, and put what cannot pass it into a namespace of its own`,
    },
  ];
};
