import { type Finding, groupOf } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { findingOn } from '../finding-on.ts';
import { containersOf, type PodTemplate } from '../pod-template.ts';
import { at, recordsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/** Every mount has its volume, and every volume is mounted by somebody. */
export const volumeMounts: Rule = {
  name: 'volume-mounts',
  check: (world) => world.pods.flatMap((pod) => [...mountFaults(pod), ...unmounted(pod)]),
};

/** Volumes that a StatefulSet makes for each of its pods. */
const templatesOf = ({ owner }: PodTemplate): readonly string[] =>
  owner.kind === 'StatefulSet' && groupOf(owner.apiVersion) === 'apps'
    ? recordsOf(at(owner, 'spec', 'volumeClaimTemplates')).map((claim) => textOf(at(claim, 'metadata', 'name')))
    : [];

const declaredIn = (pod: PodTemplate): readonly string[] => recordsOf(pod.spec.volumes).map(({ name }) => textOf(name));

const mountFaults = (pod: PodTemplate): Finding[] => {
  const known = [...declaredIn(pod), ...templatesOf(pod)];
  return containersOf(pod).flatMap(({ fields, field }) =>
    (['volumeMounts', 'volumeDevices'] as const).flatMap((list) =>
      recordsOf(fields[list]).flatMap((mount, index) => {
        const name = textOf(mount.name);
        if (known.includes(name)) return [];
        const near = closest(name, known);
        return findingOn(pod.owner, {
          severity: 'error',
          code: 'unknown-volume',
          field: `${field}.${list}[${index}].name`,
          message: `the volume "${name}" is mounted, but the pod has only ${known.join(', ') || 'none'}`,
          advice: near === undefined ? 'declare the volume or remove the mount' : `did you mean "${near}"?`,
        });
      }),
    ),
  );
};

const unmounted = (pod: PodTemplate): Finding[] => {
  const mounted = new Set(
    containersOf(pod).flatMap(({ fields }) =>
      [...recordsOf(fields.volumeMounts), ...recordsOf(fields.volumeDevices)].map(({ name }) => textOf(name)),
    ),
  );
  return [...declaredIn(pod), ...templatesOf(pod)]
    .filter((name) => !mounted.has(name))
    .map((name) =>
      findingOn(pod.owner, {
        severity: 'warning',
        code: 'unused-volume',
        field: `${pod.field}.volumes`,
        message: `the volume "${name}" is mounted by no container`,
        advice: 'mount it or remove it',
      }),
    );
};
