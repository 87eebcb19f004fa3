import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { counted, listed } from '../reading/amounts.ts';
import { type ChangedObject, changedOfKind } from '../reading/changed-objects.ts';
import { at, textsOf } from '../reading/fields.ts';

/** MetalLB no longer has addresses that it may have given to Services. */
export const addressPool: Rule = {
  name: 'address-pool',
  needs: [{ changed: ['IPAddressPool.metallb.io'], reads: ['Service'] }],
  check: (context) => changedOfKind(context, 'metallb.io', 'IPAddressPool').flatMap((pool) => judge(context, pool)),
};

const judge = ({ head: world }: RuleContext, { base, head }: ChangedObject): readonly RuleEffect[] => {
  const [before, after] = [base, head].map(({ manifest }) => textsOf(at(manifest, 'spec', 'addresses')));
  const gone = (before ?? []).filter((range) => !(after ?? []).includes(range));
  if (gone.length === 0) return [];
  const services = world
    .ofKind('', 'Service')
    .filter(({ manifest }) => at(manifest, 'spec', 'type') === 'LoadBalancer');
  const users =
    services.length === 0 ? '' : ` (${counted(services.length, 'LoadBalancer Service')} in this repository)`;
  return [
    {
      severity: 'warning',
      object: head.identity,
      field: ['spec', 'addresses'],
      message: `Services with an address of ${listed(gone)} get another one${users}, and connections to the old one break`,
      advice: 'add the new range first, move the Services, and take the old range away in a later change',
    },
  ];
};
