import { type Finding, groupOf } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { findingOn } from '../finding-on.ts';
import type { PodTemplate } from '../pod-template.ts';
import { at, type Fields, recordsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/** Every mount has its volume, and every volume is mounted by somebody. */
export const volumeMounts: Rule = {
  name: 'volume-mounts',
  check: (world) => {
    const findings: Finding[] = [];
    for (const pod of world.pods) volumeFaults(findings, pod);
    return findings;
  },
};

const volumeFaults = (findings: Finding[], pod: PodTemplate): void => {
  const known = pod.volumes.map(({ name }) => textOf(name));
  for (const name of templatesOf(pod)) known.push(name);
  const mounted = new Set<string>();
  for (const { fields, field, mounts } of pod.containers) {
    mountFaults(findings, pod, known, mounted, mounts, `${field}.volumeMounts`);
    mountFaults(findings, pod, known, mounted, recordsOf(fields.volumeDevices), `${field}.volumeDevices`);
  }
  for (const name of known) if (!mounted.has(name)) findings.push(unmounted(pod, name));
};

/** Volumes that a StatefulSet makes for each of its pods. */
const templatesOf = ({ owner }: PodTemplate): readonly string[] =>
  owner.kind === 'StatefulSet' && groupOf(owner.apiVersion) === 'apps'
    ? recordsOf(at(owner, 'spec', 'volumeClaimTemplates')).map((claim) => textOf(at(claim, 'metadata', 'name')))
    : [];

const mountFaults = (
  findings: Finding[],
  { owner }: PodTemplate,
  known: readonly string[],
  mounted: Set<string>,
  mounts: readonly Fields[],
  list: string,
): void => {
  for (const [index, mount] of mounts.entries()) {
    const name = textOf(mount.name);
    mounted.add(name);
    if (known.includes(name)) continue;
    const near = closest(name, known);
    findings.push(
      findingOn(owner, {
        severity: 'error',
        code: 'unknown-volume',
        field: `${list}[${index}].name`,
        message: `the volume "${name}" is mounted, but the pod has only ${known.join(', ') || 'none'}`,
        advice: near === undefined ? 'declare the volume or remove the mount' : `did you mean "${near}"?`,
      }),
    );
  }
};

const unmounted = ({ owner, field }: PodTemplate, name: string): Finding =>
  findingOn(owner, {
    severity: 'warning',
    code: 'unused-volume',
    field: `${field}.volumes`,
    message: `the volume "${name}" is mounted by no container`,
    advice: 'mount it or remove it',
  });
