import type { Finding } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { findingOn } from '../finding-on.ts';
import { type Container, type PodTemplate, runsForever } from '../pod-template.ts';
import { at, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

const probes = ['readinessProbe', 'livenessProbe', 'startupProbe'] as const;
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
        for (const probe of probes) {
          if (container.fields[probe] !== undefined) portFaults(findings, pod, container, probe);
        }
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

/** A probe to a named port needs the name among the container's own ports. */
const portFaults = (
  findings: Finding[],
  pod: PodTemplate,
  { fields, field, ports }: Container,
  probe: string,
): void => {
  for (const action of ['httpGet', 'tcpSocket'] as const) {
    const port = textOf(at(fields, probe, action, 'port'));
    if (port === '' || ports.some(({ name }) => name === port)) continue;
    const near = closest(port, ports.map(({ name }) => textOf(name)).filter(Boolean));
    findings.push(
      findingOn(pod.owner, {
        severity: 'error',
        code: 'unknown-probe-port',
        field: `${field}.${probe}.${action}.port`,
        message: `the probe goes to the port "${port}", which the container does not declare`,
        advice: near === undefined ? 'name a port of the container' : `did you mean "${near}"?`,
      }),
    );
  }
};
