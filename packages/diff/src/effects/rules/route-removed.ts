import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { removalOf } from '../argocd/pruning.ts';
import { listed } from '../reading/amounts.ts';
import { goneObjects } from '../reading/changed-objects.ts';
import { at, recordsOf, textOf, textsOf } from '../reading/fields.ts';

/** A way in from outside goes: an Ingress, a route or a Gateway whose hosts nothing else answers, a load balancer. */
export const routeRemoved: Rule = {
  name: 'route-removed',
  needs: [
    {
      changed: ['Ingress.networking.k8s.io', 'HTTPRoute.gateway.networking.k8s.io'],
      reads: ['Ingress.networking.k8s.io', 'HTTPRoute.gateway.networking.k8s.io'],
    },
  ],
  check: (context) => goneObjects(context).flatMap((object) => judge(context, object)),
};

const hostsOf = ({ identity: { group, kind }, manifest }: SideObject): readonly string[] => {
  switch (`${group}/${kind}`) {
    case 'networking.k8s.io/Ingress':
      return recordsOf(at(manifest, 'spec', 'rules')).map(({ host }) => textOf(host) || '*');
    case 'gateway.networking.k8s.io/HTTPRoute':
      return textsOf(at(manifest, 'spec', 'hostnames'));
    case 'gateway.networking.k8s.io/Gateway':
      return recordsOf(at(manifest, 'spec', 'listeners')).map(({ hostname }) => textOf(hostname) || '*');
    default:
      return [];
  }
};

const judge = ({ base, head }: RuleContext, object: SideObject): readonly RuleEffect[] => {
  if (['kept', 'left'].includes(removalOf(base, head, object))) return [];
  const about = { severity: 'warning', object: object.identity } as const;
  if (object.identity.group === '' && object.identity.kind === 'Service')
    return at(object.manifest, 'spec', 'type') === 'LoadBalancer'
      ? [{ ...about, message: 'its load balancer goes, and the address with it', advice: 'move its callers first' }]
      : [];
  const hosts = [...new Set(hostsOf(object))];
  if (hosts.length === 0) return [];
  const { group, kind } = object.identity;
  const answered = new Set(
    (kind === 'Gateway'
      ? head.ofKind(group, kind)
      : [...head.ofKind('networking.k8s.io', 'Ingress'), ...head.ofKind('gateway.networking.k8s.io', 'HTTPRoute')]
    ).flatMap(hostsOf),
  );
  const lost = hosts.filter((host) => !answered.has(host));
  return lost.length === 0
    ? []
    : [
        {
          ...about,
          message: `nothing answers ${listed(lost)} any more`,
          advice: 'move its users first, and the DNS record with them',
        },
      ];
};
