import type { Finding } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { findingOn } from '../finding-on.ts';
import { type Container, type PodTemplate, runsForever } from '../pod-template.ts';
import { at, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

const wanted = {
  readinessProbe: ['missing-readiness-probe', 'gets traffic as soon as its process exists'],
  livenessProbe: ['missing-liveness-probe', 'is never restarted when it hangs'],
} as const;

/** Long-running containers that listen say when they are ready and alive, and probes go to ports that exist. */
export const containerProbes: Rule = {
  name: 'container-probes',
  check: (world) => {
    const findings: Finding[] = [];
    for (const pod of world.pods) {
      const forever = runsForever(pod);
      for (const container of pod.containers) {
        const { readinessProbe, livenessProbe, startupProbe } = container.fields;
        portFaults(findings, pod, container, 'readinessProbe', readinessProbe);
        portFaults(findings, pod, container, 'livenessProbe', livenessProbe);
        portFaults(findings, pod, container, 'startupProbe', startupProbe);
        if (forever && !container.init) missing(findings, pod, container);
      }
    }
    return findings;
  },
};

const missing = (findings: Finding[], { owner }: PodTemplate, { fields, field, name, ports }: Container): void => {
  if (ports.length === 0) return;
  for (const probe of ['readinessProbe', 'livenessProbe'] as const) {
    if (fields[probe] !== undefined) continue;
    findings.push(
      findingOn(owner, {
        severity: 'warning',
        code: wanted[probe][0],
        field: `${field}.${probe}`,
        message: `the container "${name}" has no ${probe}: it ${wanted[probe][1]}`,
        advice: `set ${probe}`,
      }),
    );
  }
};

const actions = ['httpGet', 'tcpSocket'];

/** A probe to a named port needs the name among the container's own ports. */
const portFaults = (
  findings: Finding[],
  pod: PodTemplate,
  { field, ports }: Container,
  name: string,
  probe: unknown,
): void => {
  if (probe === undefined) return;
  for (const action of actions) {
    const port = textOf(at(probe, action, 'port'));
    if (port === '' || ports.some((known) => known.name === port)) continue;
    const near = closest(port, ports.map((known) => textOf(known.name)).filter(Boolean));
    findings.push(
      findingOn(pod.owner, {
        severity: 'error',
        code: 'unknown-probe-port',
        field: `${field}.${name}.${action}.port`,
        message: `the probe goes to the port "${port}", which the container does not declare`,
        advice: near === undefined ? 'name a port of the container' : `did you mean "${near}"?`,
      }),
    );
  }
};
