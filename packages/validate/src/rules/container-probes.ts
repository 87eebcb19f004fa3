import type { Finding } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { findingOn } from '../finding-on.ts';
import { type Container, containersOf, type PodTemplate, runsForever } from '../pod-template.ts';
import { at, recordsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

const probes = ['readinessProbe', 'livenessProbe', 'startupProbe'] as const;
const wanted = {
  readinessProbe: ['missing-readiness-probe', 'gets traffic as soon as its process exists'],
  livenessProbe: ['missing-liveness-probe', 'is never restarted when it hangs'],
} as const;

/** Long-running containers that listen say when they are ready and alive, and probes go to ports that exist. */
export const containerProbes: Rule = {
  name: 'container-probes',
  check: (world) =>
    world.pods.flatMap((pod) =>
      containersOf(pod).flatMap((container) => [
        ...probes.flatMap((probe) => portFaults(pod, container, probe)),
        ...(runsForever(pod) && !container.init ? missing(pod, container) : []),
      ]),
    ),
};

const missing = ({ owner }: PodTemplate, { fields, field, name }: Container): Finding[] =>
  recordsOf(fields.ports).length === 0
    ? []
    : (['readinessProbe', 'livenessProbe'] as const)
        .filter((probe) => fields[probe] === undefined)
        .map((probe) =>
          findingOn(owner, {
            severity: 'warning',
            code: wanted[probe][0],
            field: `${field}.${probe}`,
            message: `the container "${name}" has no ${probe}: it ${wanted[probe][1]}`,
            advice: `set ${probe}`,
          }),
        );

/** A probe to a named port needs the name among the container's own ports. */
const portFaults = ({ owner }: PodTemplate, { fields, field }: Container, probe: string): Finding[] =>
  ['httpGet', 'tcpSocket'].flatMap((action): Finding[] => {
    const port = textOf(at(fields, probe, action, 'port'));
    const names = recordsOf(fields.ports).map(({ name }) => textOf(name));
    if (port === '' || names.includes(port)) return [];
    const near = closest(port, names.filter(Boolean));
    return [
      findingOn(owner, {
        severity: 'error',
        code: 'unknown-probe-port',
        field: `${field}.${probe}.${action}.port`,
        message: `the probe goes to the port "${port}", which the container does not declare`,
        advice: near === undefined ? 'name a port of the container' : `did you mean "${near}"?`,
      }),
    ];
  });
