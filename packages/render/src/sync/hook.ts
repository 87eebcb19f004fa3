import type { Manifest } from '@wildermesser/manifest';
import { annotation, annotationList } from './annotations.ts';

/** When Argo CD applies a hook. `Skip`: never. The delete phases run when the Application is removed. */
export type HookType = 'PreSync' | 'Sync' | 'PostSync' | 'SyncFail' | 'Skip' | 'PreDelete' | 'PostDelete';

/** When a hook's object is deleted again. */
export type HookDeletePolicy = 'HookSucceeded' | 'HookFailed' | 'BeforeHookCreation';

/**
 * `none`: an ordinary object. `hook`: applied in its phases. `skip`: left alone on purpose. `ignored`: a Helm hook
 * that Argo CD has no phase for (tests, rollbacks). `invalid`: no known type, so that it is never applied.
 */
export interface Hook {
  readonly status: 'none' | 'hook' | 'skip' | 'ignored' | 'invalid';
  readonly types: readonly HookType[];
  /** Entries of `argocd.argoproj.io/hook` that mean nothing. */
  readonly unknown: readonly string[];
  readonly deletePolicies: readonly HookDeletePolicy[];
}

const argoHook = 'argocd.argoproj.io/hook';
const helmHook = 'helm.sh/hook';

const argoTypes: ReadonlySet<string> = new Set<HookType>([
  'PreSync',
  'Sync',
  'PostSync',
  'SyncFail',
  'Skip',
  'PreDelete',
  'PostDelete',
]);

const helmTypes: ReadonlyMap<string, HookType> = new Map([
  ['pre-install', 'PreSync'],
  ['pre-upgrade', 'PreSync'],
  ['post-install', 'PostSync'],
  ['post-upgrade', 'PostSync'],
  ['pre-delete', 'PreDelete'],
  ['post-delete', 'PostDelete'],
]);

const argoPolicies: ReadonlySet<string> = new Set<HookDeletePolicy>([
  'HookSucceeded',
  'HookFailed',
  'BeforeHookCreation',
]);

const helmPolicies: ReadonlyMap<string, HookDeletePolicy> = new Map([
  ['hook-succeeded', 'HookSucceeded'],
  ['hook-failed', 'HookFailed'],
  ['before-hook-creation', 'BeforeHookCreation'],
]);

const isHookType = (text: string): text is HookType => argoTypes.has(text);
const isPolicy = (text: string): text is HookDeletePolicy => argoPolicies.has(text);

const deletePoliciesOf = (manifest: Manifest): readonly HookDeletePolicy[] => {
  const policies = [
    ...annotationList(manifest, `${argoHook}-delete-policy`).filter(isPolicy),
    ...annotationList(manifest, `${helmHook}-delete-policy`).flatMap((text) => helmPolicies.get(text) ?? []),
  ];
  return policies.length === 0 ? ['BeforeHookCreation'] : [...new Set(policies)];
};

/** What Argo CD makes of an object's hook annotations: its own win over Helm's if at least one entry is known. */
export const hookOf = (manifest: Manifest): Hook => {
  const argo = annotation(manifest, argoHook);
  const helm = annotation(manifest, helmHook);
  // Helm 2 marked CRDs as hooks of this name; they are ordinary objects.
  if (argo === undefined && (helm === undefined || helm === 'crd-install')) {
    return { status: 'none', types: [], unknown: [], deletePolicies: [] };
  }
  const entries = annotationList(manifest, argoHook);
  const known = entries.filter(isHookType);
  const types =
    known.length > 0 ? known : annotationList(manifest, helmHook).flatMap((text) => helmTypes.get(text) ?? []);
  const unique = [...new Set(types)];
  const unknown = entries.filter((text) => !isHookType(text));
  const deletePolicies = deletePoliciesOf(manifest);
  if (types.length === 1 && types[0] === 'Skip') return { status: 'skip', types: unique, unknown, deletePolicies };
  if (types.length > 0) return { status: 'hook', types: unique, unknown, deletePolicies };
  return { status: argo === undefined ? 'ignored' : 'invalid', types: [], unknown, deletePolicies };
};
