import type { Manifest } from '@wildermesser/manifest';
import type { ChangedObject } from '../reading/changed-objects.ts';
import { at, textOf, textsOf } from '../reading/fields.ts';
import { type ImmutableFields, ofKind } from './immutable-fields.ts';

const typeOf = (manifest: Manifest): string => textOf(at(manifest, 'spec', 'type')) || 'ClusterIP';

const wasExternal = ({ base, head }: ChangedObject): boolean =>
  typeOf(base.manifest) === 'ExternalName' || typeOf(head.manifest) === 'ExternalName';

const addressOf = (manifest: Manifest): string =>
  textOf(at(manifest, 'spec', 'clusterIP')) || (textsOf(at(manifest, 'spec', 'clusterIPs'))[0] ?? '');

/** Leaving the address out is no request for another one: the server keeps what there is. */
const asksForAnotherAddress = (service: ChangedObject): boolean => {
  const after = addressOf(service.head.manifest);
  return !wasExternal(service) && after !== '' && after !== addressOf(service.base.manifest);
};

const familyOf = (manifest: Manifest): string => textsOf(at(manifest, 'spec', 'ipFamilies'))[0] ?? '';

const asksForAnotherFamily = (service: ChangedObject): boolean => {
  const [before, after] = [familyOf(service.base.manifest), familyOf(service.head.manifest)];
  // Clusters are IPv4 first unless somebody said otherwise; a family that was never written may be either.
  return !wasExternal(service) && after !== '' && before !== '' && after !== before;
};

const staysBalanced = ({ base, head }: ChangedObject): boolean =>
  typeOf(base.manifest) === 'LoadBalancer' && typeOf(head.manifest) === 'LoadBalancer';

const staysLocal = (service: ChangedObject): boolean =>
  staysBalanced(service) &&
  [service.base, service.head].every(({ manifest }) => at(manifest, 'spec', 'externalTrafficPolicy') === 'Local');

/** Kinds that carry traffic. Source: pkg/apis/{core,discovery,networking}/validation, checked against an API server. */
export const immutableNetwork: readonly ImmutableFields[] = [
  ...ofKind(
    '',
    'Service',
    { fields: ['spec.clusterIP', 'spec.clusterIPs'], when: asksForAnotherAddress },
    { fields: ['spec.ipFamilies'], when: asksForAnotherFamily },
    { fields: ['spec.loadBalancerClass'], when: staysBalanced },
    { fields: ['spec.healthCheckNodePort'], when: staysLocal },
  ),
  ...ofKind('discovery.k8s.io', 'EndpointSlice', { fields: ['addressType'] }),
  ...ofKind('networking.k8s.io', 'IngressClass', { fields: ['spec.controller'] }),
  ...ofKind('networking.k8s.io', 'IPAddress', { fields: ['spec'] }),
  ...ofKind('gateway.networking.k8s.io', 'GatewayClass', { fields: ['spec.controllerName'] }),
];
