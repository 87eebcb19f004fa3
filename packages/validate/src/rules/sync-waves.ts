import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { PodTemplate } from '../pod-template.ts';
import { textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import type { World } from '../world.ts';
import { dependenciesOf } from './pod-dependencies.ts';

const annotation = 'argocd.argoproj.io/sync-wave';
const hook = 'argocd.argoproj.io/hook';

/** Sync waves do not keep an object waiting for one that comes later, or for ever. */
export const syncWaves: Rule = {
  name: 'sync-waves',
  check: (world) => world.pods.flatMap((pod) => [...dependencyFaults(world, pod), ...classFaults(world, pod)]),
};

/** The wave of an object; a hook is outside of the waves of ordinary objects unless it is of the phase Sync. */
const waveOf = ({ metadata }: Manifest): number | undefined => {
  const phase = metadata.annotations?.[hook];
  if (phase !== undefined && phase !== 'Sync') return undefined;
  const wave = metadata.annotations?.[annotation] ?? '0';
  return /^-?\d+$/.test(wave) ? Number(wave) : 0;
};

const dependencyFaults = (world: World, pod: PodTemplate): Finding[] => {
  const wave = waveOf(pod.owner);
  if (wave === undefined) return [];
  return dependenciesOf(pod).flatMap(({ kind, name, optional, field }): Finding[] => {
    const [object] = world.named({ group: '', kind, namespace: pod.namespace, name });
    const other = object === undefined ? undefined : waveOf(object);
    if (object === undefined || other === undefined || optional) return [];
    const what = `${kind} ${name} is in sync wave ${other}, its consumer in wave ${wave}`;
    if (kind === 'PersistentVolumeClaim' && other < wave) {
      return [
        warning(
          object,
          'claim-before-consumer',
          `metadata.annotations.${annotation}`,
          `${what}: a claim that is bound by its first consumer stays pending, and the sync waits for ever`,
          'put both into one wave',
        ),
      ];
    }
    return other > wave
      ? [
          warning(
            pod.owner,
            'dependency-in-later-wave',
            field,
            `${what}: its pods cannot start before it exists`,
            'put it into the same wave or an earlier one',
          ),
        ]
      : [];
  });
};

const classFaults = (world: World, { owner, spec, field }: PodTemplate): Finding[] =>
  (
    [
      ['scheduling.k8s.io', 'PriorityClass', 'priorityClassName'],
      ['node.k8s.io', 'RuntimeClass', 'runtimeClassName'],
    ] as const
  ).flatMap(([group, kind, key]): Finding[] => {
    const [object] = world.named({ group, kind, namespace: '', name: textOf(spec[key]) });
    const wave = waveOf(owner);
    const other = object === undefined ? undefined : waveOf(object);
    if (wave === undefined || other === undefined || other < wave) return [];
    const message = `Argo CD applies ${kind} ${textOf(spec[key])} after the pods that name it, and the API server refuses them until then`;
    return [
      warning(owner, 'dependency-in-later-wave', `${field}.${key}`, message, `put the ${kind} into an earlier wave`),
    ];
  });

const warning = (manifest: Manifest, code: string, field: string, message: string, advice: string): Finding =>
  findingOn(manifest, { severity: 'warning', code, field, message, advice });
