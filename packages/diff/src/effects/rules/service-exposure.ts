import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { counted, listed } from '../reading/amounts.ts';
import { touchedObjects } from '../reading/changed-objects.ts';
import { at, recordsOf, stringMapOf, textOf, textsOf } from '../reading/fields.ts';

/** A Service is reached from where it was not reached before. */
export const serviceExposure: Rule = {
  name: 'service-exposure',
  check: (context) =>
    touchedObjects(context).flatMap(({ base, head }) =>
      head.identity.group === '' && head.identity.kind === 'Service' ? judge(base, head) : [],
    ),
};

type Opening = Omit<RuleEffect, 'object'>;

const judge = (base: SideObject | undefined, head: SideObject): readonly RuleEffect[] =>
  [
    ...typeOpened(base, head),
    ...addressesOpened(base, head),
    ...rangesOpened(base, head),
    ...portsOpened(base, head),
  ].map((opening) => ({ ...opening, object: head.identity }));

const typeOf = (object: SideObject | undefined): string =>
  object === undefined ? 'ClusterIP' : textOf(at(object.manifest, 'spec', 'type')) || 'ClusterIP';

const internalAnnotations = /internal|private/;

/** Cloud providers have annotations that keep a balancer off the internet. */
const isInternal = ({ manifest }: SideObject): boolean =>
  [...stringMapOf(manifest.metadata.annotations)].some(
    ([key, value]) => internalAnnotations.test(`${key}=${value}`.toLowerCase()) && value !== 'false',
  );

const outside = ['NodePort', 'LoadBalancer'];

const typeOpened = (base: SideObject | undefined, head: SideObject): readonly Opening[] => {
  const [before, after] = [typeOf(base), typeOf(head)];
  if (before === after || !outside.includes(after)) return [];
  const where =
    after === 'NodePort'
      ? 'on a port of every node'
      : isInternal(head)
        ? 'through a balancer within the network'
        : 'through a load balancer, on the internet unless the provider is told otherwise';
  return [
    {
      severity: 'warning',
      field: ['spec', 'type'],
      message: `${base === undefined ? 'it is' : before === 'ClusterIP' ? 'it was reached within the cluster only, and is now' : `it was a ${before}, and is now`} reached ${where}`,
      ...(after === 'LoadBalancer' && textsOf(at(head.manifest, 'spec', 'loadBalancerSourceRanges')).length === 0
        ? { advice: 'name who may come in with spec.loadBalancerSourceRanges, unless it is meant for everybody' }
        : {}),
    },
  ];
};

const addressesOpened = (base: SideObject | undefined, head: SideObject): readonly Opening[] => {
  const before = textsOf(at(base?.manifest, 'spec', 'externalIPs'));
  const added = textsOf(at(head.manifest, 'spec', 'externalIPs')).filter((address) => !before.includes(address));
  return added.length === 0
    ? []
    : [
        {
          severity: 'warning',
          field: ['spec', 'externalIPs'],
          message: `every node answers for ${listed(added)}: traffic to ${added.length === 1 ? 'this address' : 'these addresses'} goes to the Service`,
        },
      ];
};

const rangesOpened = (base: SideObject | undefined, head: SideObject): readonly Opening[] => {
  if (base === undefined || typeOf(base) !== 'LoadBalancer' || typeOf(head) !== 'LoadBalancer') return [];
  const [before, after] = [base, head].map(({ manifest }) => textsOf(at(manifest, 'spec', 'loadBalancerSourceRanges')));
  if (before === undefined || after === undefined || before.length === 0) return [];
  const field = ['spec', 'loadBalancerSourceRanges'];
  if (after.length === 0 || after.some((range) => /\/0$/.test(range)) !== before.some((range) => /\/0$/.test(range)))
    return [{ severity: 'danger', field, message: `everybody may come in; before, only ${listed(before)}` }];
  const added = after.filter((range) => !before.includes(range));
  return added.length === 0 ? [] : [{ severity: 'notice', field, message: `${listed(added)} may come in as well` }];
};

const portText = (port: Readonly<Record<string, unknown>>): string =>
  `${String(port.port)}${textOf(port.protocol) === '' || port.protocol === 'TCP' ? '' : `/${textOf(port.protocol)}`}`;

const portsOpened = (base: SideObject | undefined, head: SideObject): readonly Opening[] => {
  if (base === undefined) return [];
  const before = recordsOf(at(base.manifest, 'spec', 'ports')).map(portText);
  const added = recordsOf(at(head.manifest, 'spec', 'ports'))
    .map(portText)
    .filter((port) => !before.includes(port));
  if (added.length === 0) return [];
  const isOutside = outside.includes(typeOf(head));
  return [
    {
      severity: isOutside ? 'warning' : 'info',
      field: ['spec', 'ports'],
      message: `${counted(added.length, 'port')} more ${added.length === 1 ? 'answers' : 'answer'}${isOutside ? ' outside of the cluster' : ''}: ${listed(added, 5)}`,
    },
  ];
};
