import { compareBytes, groupOf, identityKey, identityOf, type Manifest } from '@wildermesser/manifest';
import { isMap } from '../located.ts';
import { hookOf } from './hook.ts';
import { waveOf } from './wave.ts';

/** The part of a sync in which something is applied; `SyncFail` only when the sync has failed. */
export type SyncPhase = 'PreSync' | 'Sync' | 'PostSync' | 'SyncFail';

/** One object at its place in a sync. Health is waited for between waves and phases only. */
export interface SyncStep {
  readonly manifest: Manifest;
  readonly phase: SyncPhase;
  readonly wave: number;
}

const phases: readonly SyncPhase[] = ['PreSync', 'Sync', 'PostSync', 'SyncFail'];

/** Argo CD's order of kinds, whatever their group. A kind that is not here, every custom one included, comes last. */
export const kindOrder: readonly string[] = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

const rank = new Map(kindOrder.map((kind, index) => [kind, index]));
const rankOf = (kind: string): number => rank.get(kind) ?? kindOrder.length;

const isSyncPhase = (text: string): text is SyncPhase => (phases as readonly string[]).includes(text);

/** A step for every phase in which the object is applied. */
const stepsOf = (manifest: Manifest): readonly SyncStep[] => {
  const { status, types } = hookOf(manifest);
  const wave = waveOf(manifest);
  if (status === 'none') return [{ manifest, phase: 'Sync', wave }];
  return status === 'hook' ? types.filter(isSyncPhase).map((phase) => ({ manifest, phase, wave })) : [];
};

/** Argo CD leaves it open which of two goes first that are equal in all of phase, wave, kind and name. */
const compareSteps = (a: SyncStep, b: SyncStep): number =>
  phases.indexOf(a.phase) - phases.indexOf(b.phase) ||
  a.wave - b.wave ||
  rankOf(a.manifest.kind) - rankOf(b.manifest.kind) ||
  compareBytes(a.manifest.metadata.name ?? '', b.manifest.metadata.name ?? '') ||
  compareBytes(identityKey(identityOf(a.manifest)), identityKey(identityOf(b.manifest)));

type KeyOf = (manifest: Manifest) => string | undefined;

/**
 * Moves everything that others depend on in front of the first that does, into the same phase and wave. `provided`
 * names what an object provides, `needed` what it needs; one that provides something is not asked what it needs.
 */
const pullForward = (steps: readonly SyncStep[], provided: KeyOf, needed: KeyOf): readonly SyncStep[] => {
  const ordered: SyncStep[] = [];
  const firstUse = new Map<string, number>();
  for (const step of steps) {
    const key = provided(step.manifest);
    const index = key === undefined ? undefined : firstUse.get(key);
    const user = index === undefined ? undefined : ordered[index];
    if (index !== undefined && user !== undefined) {
      ordered.splice(index, 0, { manifest: step.manifest, phase: user.phase, wave: user.wave });
      for (const [name, place] of firstUse) if (place >= index) firstUse.set(name, place + 1);
      continue;
    }
    const use = key === undefined ? needed(step.manifest) : undefined;
    if (use !== undefined && !firstUse.has(use)) firstUse.set(use, ordered.length);
    ordered.push(step);
  }
  return ordered;
};

const namespaceName: KeyOf = ({ apiVersion, kind, metadata }) =>
  kind === 'Namespace' && groupOf(apiVersion) === '' ? metadata.name : undefined;

const definedKind: KeyOf = (manifest) => {
  if (manifest.kind !== 'CustomResourceDefinition' || groupOf(manifest.apiVersion) !== 'apiextensions.k8s.io')
    return undefined;
  const spec: unknown = 'spec' in manifest ? manifest.spec : undefined;
  const names = isMap(spec) ? spec.names : undefined;
  return isMap(spec) && isMap(names) ? `${spec.group}/${names.kind}` : undefined;
};

/**
 * The order in which Argo CD 3.5 applies the objects: phase, wave, kind, name; a Namespace goes before the first object
 * in it and a CustomResourceDefinition before the first of its kind, both taking over that object's phase and wave.
 * What is never applied in a sync (skipped and ignored hooks, delete hooks) is left out.
 */
export const applyOrder = (manifests: readonly Manifest[]): readonly SyncStep[] => {
  const sorted = manifests.flatMap(stepsOf).sort(compareSteps);
  const afterNamespaces = pullForward(sorted, namespaceName, ({ metadata }) => metadata.namespace || undefined);
  return pullForward(afterNamespaces, definedKind, ({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`);
};
