import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { at, recordsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/** MetalLB's annotations, and the names they had before 0.13. */
const addressKeys = ['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs'];
const sharingKeys = ['metallb.io/allow-shared-ip', 'metallb.universe.tf/allow-shared-ip'];

/** No two Services want the same node port, or one load balancer address without agreeing to share it. */
export const serviceAddresses: Rule = {
  name: 'service-addresses',
  check: (world) => {
    const services = world.ofKind('', 'Service');
    return [...nodePortClashes(services), ...addressClashes(services)];
  },
};

const portsOf = (service: Manifest): readonly { field: string; nodePort: unknown; key: string }[] =>
  recordsOf(at(service, 'spec', 'ports')).map(({ port, nodePort, protocol }, index) => ({
    field: `spec.ports[${index}]`,
    nodePort,
    key: `${port}/${textOf(protocol) || 'TCP'}`,
  }));

const nodePortClashes = (services: readonly Manifest[]): Finding[] => {
  const taken = new Map<string, Manifest>();
  return services.flatMap((service) =>
    portsOf(service).flatMap(({ nodePort, key, field }) => {
      if (typeof nodePort !== 'number' || nodePort === 0) return [];
      const claim = `${nodePort}/${key.split('/')[1]}`;
      const first = taken.get(claim);
      if (first === undefined) taken.set(claim, service);
      if (first === undefined || first === service) return [];
      return clash(
        service,
        'node-port-conflict',
        `${field}.nodePort`,
        `node port ${claim} is taken by ${nameOf(first)}`,
        'choose another one, or let the cluster choose',
      );
    }),
  );
};

const addressClashes = (services: readonly Manifest[]): Finding[] => {
  const byAddress = new Map<string, Manifest[]>();
  for (const service of services) {
    if (at(service, 'spec', 'type') !== 'LoadBalancer') continue;
    for (const address of addressesOf(service)) {
      const sharers = byAddress.get(address);
      if (sharers === undefined) byAddress.set(address, [service]);
      else sharers.push(service);
    }
  }
  return [...byAddress].flatMap(([address, [first, ...others]]) => {
    if (first === undefined) return [];
    const used = new Map(portsOf(first).map(({ key }) => [key, first]));
    return others.flatMap((service) => {
      const findings: Finding[] = [];
      const key = sharingKeyOf(service);
      if (key === '' || key !== sharingKeyOf(first)) {
        findings.push(
          clash(
            service,
            'load-balancer-address-conflict',
            'metadata.annotations',
            `${nameOf(first)} has the address ${address} too, and the two do not share it`,
            `give both the same value of ${sharingKeys[0]}, or another address`,
          ),
        );
      }
      for (const { key: port, field } of portsOf(service)) {
        const holder = used.get(port);
        if (holder === undefined) used.set(port, service);
        else if (holder !== service) {
          findings.push(
            clash(
              service,
              'load-balancer-address-conflict',
              field,
              `${nameOf(holder)} serves ${port} on ${address} already`,
              'use another port or address',
            ),
          );
        }
      }
      return findings;
    });
  });
};

const addressesOf = (service: Manifest): readonly string[] => {
  const annotated = annotation(service, addressKeys)
    .split(',')
    .map((address) => address.trim());
  return [...new Set([...annotated, textOf(at(service, 'spec', 'loadBalancerIP'))])].filter(
    (address) => address !== '',
  );
};

const sharingKeyOf = (service: Manifest): string => annotation(service, sharingKeys);

const annotation = ({ metadata }: Manifest, keys: readonly string[]): string =>
  keys.map((key) => textOf(metadata.annotations?.[key])).find((value) => value !== '') ?? '';

const nameOf = ({ metadata }: Manifest): string => `Service ${metadata.namespace ?? ''}/${metadata.name ?? ''}`;

const clash = (service: Manifest, code: string, field: string, message: string, advice: string): Finding =>
  findingOn(service, { severity: 'error', code, field, message, advice });
