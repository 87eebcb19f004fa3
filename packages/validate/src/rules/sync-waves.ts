import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { Dependency } from '../pod-dependencies.ts';
import type { PodTemplate } from '../pod-template.ts';
import { textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import type { World } from '../world.ts';

const annotation = 'argocd.argoproj.io/sync-wave';
const hook = 'argocd.argoproj.io/hook';

/** Sync waves do not keep an object waiting for one that comes later, or for ever. */
export const syncWaves: Rule = {
  name: 'sync-waves',
  check: (world) => {
    const findings: Finding[] = [];
    for (const pod of world.pods) {
      const wave = waveOf(pod.owner);
      if (wave === undefined) continue;
      for (const dependency of pod.dependencies) {
        const finding = dependency.optional ? undefined : dependencyFault(world, pod, wave, dependency);
        if (finding !== undefined) findings.push(finding);
      }
      for (const reference of classes) {
        const finding = classFault(world, pod, wave, reference);
        if (finding !== undefined) findings.push(finding);
      }
    }
    return findings;
  },
};

/** The wave of an object; a hook is outside of the waves of ordinary objects unless it is of the phase Sync. */
const waveOf = ({ metadata }: Manifest): number | undefined => {
  const { annotations } = metadata;
  if (!annotations) return 0;
  const phase = annotations[hook];
  if (phase !== undefined && phase !== 'Sync') return undefined;
  const wave = annotations[annotation] ?? '0';
  return /^-?\d+$/.test(wave) ? Number(wave) : 0;
};

const dependencyFault = (
  world: World,
  pod: PodTemplate,
  wave: number,
  { kind, name, field }: Dependency,
): Finding | undefined => {
  const [object] = world.named({ group: '', kind, namespace: pod.namespace, name });
  const other = object === undefined ? undefined : waveOf(object);
  if (object === undefined || other === undefined) return undefined;
  const what = `${kind} ${name} is in sync wave ${other}, its consumer in wave ${wave}`;
  if (kind === 'PersistentVolumeClaim' && other < wave) {
    return warning(
      object,
      'claim-before-consumer',
      `metadata.annotations.${annotation}`,
      `${what}: a claim that is bound by its first consumer stays pending, and the sync waits for ever`,
      'put both into one wave',
    );
  }
  if (other <= wave) return undefined;
  return warning(
    pod.owner,
    'dependency-in-later-wave',
    field,
    `${what}: its pods cannot start before it exists`,
    'put it into the same wave or an earlier one',
  );
};

const classes = [
  { group: 'scheduling.k8s.io', kind: 'PriorityClass', key: 'priorityClassName' },
  { group: 'node.k8s.io', kind: 'RuntimeClass', key: 'runtimeClassName' },
] as const;

const classFault = (
  world: World,
  { owner, spec, field }: PodTemplate,
  wave: number,
  { group, kind, key }: (typeof classes)[number],
): Finding | undefined => {
  const name = textOf(spec[key]);
  if (name === '') return undefined;
  const [object] = world.named({ group, kind, namespace: '', name });
  const other = object === undefined ? undefined : waveOf(object);
  if (other === undefined || other < wave) return undefined;
  const message = `Argo CD applies ${kind} ${name} after the pods that name it, and the API server refuses them until then`;
  return warning(owner, 'dependency-in-later-wave', `${field}.${key}`, message, `put the ${kind} into an earlier wave`);
};

const warning = (manifest: Manifest, code: string, field: string, message: string, advice: string): Finding =>
  findingOn(manifest, { severity: 'warning', code, field, message, advice });
