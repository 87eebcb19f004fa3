import type { Finding, Manifest } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { findingOn } from '../finding-on.ts';
import { describeLabels } from '../label-selector.ts';
import type { ContainerPort, Selectable } from '../pod-template.ts';
import { at, type Fields, recordsOf, stringMapOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import type { World } from '../world.ts';

/** Labels that controllers put on pods, so no template has them. */
const addedToPods = new Set([
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'job-name',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
]);

/** A Service with a selector reaches pods of its namespace, on ports that they have. */
export const serviceReachesPods: Rule = {
  name: 'service-reaches-pods',
  check: (world) => world.ofKind('', 'Service').flatMap((service) => reach(world, service)),
};

const reach = (world: World, service: Manifest): Finding[] => {
  if (at(service, 'spec', 'type') === 'ExternalName') return [];
  const selector = stringMapOf(at(service, 'spec', 'selector'));
  if (selector.size === 0) return [];
  const wanted = withoutAdded(selector);
  const pods = world.podsWith(service.metadata.namespace ?? '', wanted);
  if (pods.length === 0) return [noPods(world, service, wanted)];
  return recordsOf(at(service, 'spec', 'ports')).flatMap((port, index) => portReach(service, port, index, pods));
};

const withoutAdded = (selector: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  for (const key of selector.keys()) {
    if (addedToPods.has(key)) return new Map([...selector].filter(([name]) => !addedToPods.has(name)));
  }
  return selector;
};

const noPods = (world: World, service: Manifest, wanted: ReadonlyMap<string, string>): Finding => {
  const partial = [...wanted]
    .map((pair) => new Map([pair]))
    .find((one) => world.podsWith(service.metadata.namespace ?? '', one).length > 0);
  return findingOn(service, {
    severity: 'error',
    code: 'service-without-pods',
    field: 'spec.selector',
    message: `the selector ${describeLabels(wanted)} takes no pod of the namespace`,
    advice:
      partial === undefined || wanted.size === 1
        ? 'select labels that a pod template has, or declare the pods as expected when somebody else runs them'
        : `pods with ${describeLabels(partial)} exist, but none has all of these labels`,
  });
};

const portReach = (service: Manifest, port: Fields, index: number, pods: readonly Selectable[]): Finding[] => {
  const target = port.targetPort ?? port.port;
  const protocol = textOf(port.protocol) || 'TCP';
  const listens = (known: ContainerPort): boolean =>
    known.protocol === protocol && (typeof target === 'number' ? known.port : known.name) === target;
  const pod = pods.find(({ ports }) => {
    if (ports === undefined) return false;
    // A container need not declare its ports: without any declaration a number may be right.
    return ports.length === 0 ? typeof target === 'string' : !ports.some(listens);
  });
  if (pod === undefined) return [];
  const known = pod.ports ?? [];
  const near = closest(String(target), known.map(({ name }) => name).filter(Boolean));
  return [
    findingOn(service, {
      severity: 'error',
      code: 'service-port-missing',
      field: `spec.ports[${index}].targetPort`,
      message: `${pod.owner?.kind ?? 'an expected pod'} ${pod.owner?.metadata.name ?? ''} has no container port ${target}/${protocol}; it has ${known.map(describePort).join(', ') || 'none'}`,
      advice: near === undefined ? 'use a port that the container declares' : `did you mean "${near}"?`,
    }),
  ];
};

const describePort = ({ name, port, protocol }: ContainerPort): string =>
  `${port}/${protocol}${name === '' ? '' : ` (${name})`}`;
