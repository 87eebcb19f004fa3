import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { listed } from '../reading/amounts.ts';
import { changeOf } from '../reading/changed-fields.ts';
import { type ChangedObject, changedOfKind } from '../reading/changed-objects.ts';
import { at, recordsOf, stringMapOf, textOf } from '../reading/fields.ts';
import { selectorText } from '../reading/label-selector.ts';

/** A Service no longer answers where or how it did: callers have to follow. */
export const serviceWithdrawn: Rule = {
  name: 'service-withdrawn',
  check: (context) =>
    changedOfKind(context, '', 'Service').flatMap((service) => [
      ...typeWithdrawn(service),
      ...portsWithdrawn(service),
      ...addressMoved(service),
      ...selectorMoved(service),
    ]),
};

const typeOf = ({ manifest }: SideObject): string => textOf(at(manifest, 'spec', 'type')) || 'ClusterIP';

const typeWithdrawn = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  const [before, after] = [typeOf(base), typeOf(head)];
  if (!['NodePort', 'LoadBalancer'].includes(before) || before === after) return [];
  if (before === 'NodePort' && after === 'LoadBalancer') return [];
  return [
    {
      severity: 'warning',
      object: head.identity,
      field: ['spec', 'type'],
      message:
        before === 'LoadBalancer'
          ? `its load balancer goes, and the address with it${after === 'NodePort' ? '' : ': nobody outside of the cluster reaches it'}`
          : 'the port of the nodes goes: nobody outside of the cluster reaches it',
      advice: 'move its callers first; an address that is given back may not be had again',
    },
  ];
};

const portText = (port: Readonly<Record<string, unknown>>): string =>
  `${String(port.port)}${textOf(port.protocol) === '' || port.protocol === 'TCP' ? '' : `/${textOf(port.protocol)}`}`;

const portsWithdrawn = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  const after = recordsOf(at(head.manifest, 'spec', 'ports')).map(portText);
  const gone = recordsOf(at(base.manifest, 'spec', 'ports'))
    .map(portText)
    .filter((port) => !after.includes(port));
  return gone.length === 0
    ? []
    : [
        {
          severity: 'warning',
          object: head.identity,
          field: ['spec', 'ports'],
          message: `it no longer answers on ${listed(gone, 5)}`,
          advice: 'keep the old port beside the new one until every caller has moved',
        },
      ];
};

/** What asks a balancer for an address: a field, and annotations of MetalLB and of cloud providers. */
const addressAnnotation = /(?:address-pool|loadBalancerIPs|load-balancer-ip|ip-allocated-from-pool|eip-allocations)$/;

const addressMoved = ({ base, head, fields }: ChangedObject): readonly RuleEffect[] => {
  if (typeOf(base) !== 'LoadBalancer' || typeOf(head) !== 'LoadBalancer') return [];
  const [before, after] = [base, head].map(({ manifest }) => stringMapOf(manifest.metadata.annotations));
  const key = [...(before?.keys() ?? []), ...(after?.keys() ?? [])].find(
    (name) => addressAnnotation.test(name) && before?.get(name) !== after?.get(name),
  );
  const field =
    changeOf(fields, 'spec.loadBalancerIP')?.path ?? (key === undefined ? undefined : ['metadata', 'annotations', key]);
  return field === undefined
    ? []
    : [
        {
          severity: 'warning',
          object: head.identity,
          field,
          message: 'its outer address changes, and connections to the old one break',
          advice: 'move the DNS record with it',
        },
      ];
};

const selectorMoved = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  const [before, after] = [base, head].map(({ manifest }) =>
    selectorText(stringMapOf(at(manifest, 'spec', 'selector'))),
  );
  if (before === after || before === undefined || after === undefined || before === '') return [];
  return [
    {
      severity: 'notice',
      object: head.identity,
      field: ['spec', 'selector'],
      message:
        after === ''
          ? 'it selects no Pods any more: somebody else has to say where it leads'
          : `it leads to Pods with ${after} and no longer to those with ${before}`,
    },
  ];
};
