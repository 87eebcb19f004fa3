import type { Deployment } from '@wildermesser/manifest/apps/v1';
import type { Service } from '@wildermesser/manifest/core/v1';
import { expected, named, ofKind } from './emitted.ts';

/** Pods behind a Service, and the port of theirs that gets the traffic. */
export interface Reached {
  /** `Deployment namespace/name`, or `expected: why`. */
  readonly pods: string;
  readonly port: number;
  readonly protocol: string;
}

type Labels = Readonly<Record<string, string>>;

const carries = (labels: Labels, selector: Labels): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

/** The workloads whose pods a Service selects, each with what its containers listen on. */
const workloadsBehind = (service: Service): { pods: string; labels: Labels; ports: readonly Reached[] }[] => {
  const namespace = service.metadata.namespace ?? '';
  const deployments = ofKind<Deployment>('Deployment')
    .filter(({ metadata }) => metadata.namespace === namespace)
    .map(({ metadata, spec }) => {
      const pods = `Deployment ${namespace}/${metadata.name}`;
      const ports = (spec.template.spec?.containers ?? []).flatMap((container) =>
        (container.ports ?? []).map(({ containerPort, protocol = 'TCP' }) => ({ pods, port: containerPort, protocol })),
      );
      return { pods, labels: spec.template.metadata?.labels ?? {}, ports };
    });
  const promised = expected
    .filter((object) => object.kind !== 'Service' && object.namespace === namespace && object.labels !== undefined)
    .map(({ kind, name, labels = {}, ports = [] }) => {
      const pods = `expected ${kind} ${namespace}/${name}`;
      return { pods, labels, ports: ports.map(({ port, protocol = 'TCP' }) => ({ pods, port, protocol })) };
    });
  return [...deployments, ...promised].filter(({ labels }) => carries(labels, service.spec?.selector ?? {}));
};

/**
 * Follows a Service's port to the pods. Throws, in words, where the way ends: no such port, no pods, pods of two
 * workloads, nobody listening.
 */
export const podsBehind = (service: Service, port: number, protocol = 'TCP'): Reached => {
  const name = `Service ${service.metadata.namespace}/${service.metadata.name}`;
  const entry = service.spec?.ports?.find((one) => one.port === port && (one.protocol ?? 'TCP') === protocol);
  if (entry === undefined) throw new Error(`${name} has no port ${port}/${protocol}`);
  const [workload, ...others] = workloadsBehind(service);
  if (workload === undefined) throw new Error(`${name} selects no pods`);
  if (others.length > 0) throw new Error(`${name} selects pods of ${workload.pods} and ${others[0]?.pods}`);
  const listening = workload.ports.find((one) => one.port === (entry.targetPort ?? port) && one.protocol === protocol);
  if (listening === undefined)
    throw new Error(`no container behind ${name} listens on ${entry.targetPort}/${protocol}`);
  return listening;
};

/** Follows a route's backend to the pods, or to a Service that somebody else's installation brings. */
export const podsBehindBackend = (namespace: string, name: string, port: number): Reached => {
  const promised = expected.find(
    (object) => object.kind === 'Service' && object.namespace === namespace && object.name === name,
  );
  if (promised === undefined) return podsBehind(named<Service>('Service', namespace, name), port);
  if (!promised.ports?.some((one) => one.port === port)) throw new Error(`the expected Service has no port ${port}`);
  return { pods: `expected Service ${namespace}/${name}`, port, protocol: 'TCP' };
};
