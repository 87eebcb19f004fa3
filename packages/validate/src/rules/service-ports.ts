import type { Finding, Identity, Manifest } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import type { ExpectedPort } from '../expected-object.ts';
import { findingOn } from '../finding-on.ts';
import { at, recordsOf, textOf } from '../read-fields.ts';
import { unknownReference } from '../unknown-reference.ts';
import type { World } from '../world.ts';

/** Somebody sends traffic to a port of a Service. */
export interface ServiceReference {
  readonly namespace: string;
  readonly name: string;
  /** Number or name; undefined when the reference names none. */
  readonly port: number | string | undefined;
  /** Path of the field that names the Service. */
  readonly field: string;
}

/** The findings that the Service, or the port of it, is not there. */
export const unknownServicePort = (world: World, from: Manifest, reference: ServiceReference): Finding[] => {
  const { namespace, name, port, field } = reference;
  const identity = { group: '', kind: 'Service', namespace, name };
  const missing = unknownReference(world, from, { ...identity, code: 'unknown-service', field });
  if (missing.length > 0 || port === undefined) return missing;
  const ports = portsOf(world, identity);
  if (ports === undefined || ports.some((known) => (typeof port === 'number' ? known.port : known.name) === port)) {
    return [];
  }
  const near = closest(String(port), ports.map((known) => known.name ?? '').filter(Boolean));
  return [
    findingOn(from, {
      severity: 'error',
      code: 'unknown-service-port',
      field,
      message: `Service ${namespace}/${name} has no port ${port}; it has ${ports.map(describePort).join(', ') || 'none'}`,
      advice: near === undefined ? 'use one of these ports' : `did you mean "${near}"?`,
    }),
  ];
};

/** Ports of a Service, undefined when nobody knows them (an expected Service that does not say, an ExternalName). */
const portsOf = (world: World, identity: Identity): readonly ExpectedPort[] | undefined => {
  const [service] = world.named(identity);
  if (service === undefined) return world.expectedAs(identity)?.ports;
  if (at(service, 'spec', 'type') === 'ExternalName') return undefined;
  return recordsOf(at(service, 'spec', 'ports')).map(({ name, port }) => ({
    name: textOf(name),
    port: typeof port === 'number' ? port : 0,
  }));
};

const describePort = ({ name = '', port }: ExpectedPort): string => (name === '' ? `${port}` : `${port} (${name})`);
